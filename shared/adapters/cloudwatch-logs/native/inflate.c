/* What deliveries need of libdeflate, as a WebAssembly module; see build.sh. */
#include "libdeflate.h"

extern unsigned char __heap_base;
static unsigned char *free_at = &__heap_base;

static void *take(size_t bytes)
{
	void *taken = free_at;
	free_at += (bytes + 63) & ~(size_t)63;
	return taken;
}

static void give_back(void *taken)
{
	(void)taken; /* the one thing taken is kept */
}

static struct libdeflate_decompressor *decompressor;

/* Makes the decompressor; returns where the memory begins that is free for streams and what comes of them. */
__attribute__((export_name("start"))) size_t start(void)
{
	libdeflate_set_memory_allocator(take, give_back);
	decompressor = libdeflate_alloc_decompressor();
	return (size_t)free_at;
}

/* Unpacks a raw DEFLATE stream (RFC 1951); true where it takes up all of `in` and fills all of `out`. */
__attribute__((export_name("inflate"))) int inflate(const void *in, size_t in_bytes, void *out, size_t out_bytes)
{
	size_t used = 0;
	enum libdeflate_result result =
		libdeflate_deflate_decompress_ex(decompressor, in, in_bytes, out, out_bytes, &used, NULL);
	return result == LIBDEFLATE_SUCCESS && used == in_bytes;
}
