/*
 * Cuts the JSON of a delivery into its events without reading their messages, which is most of what reading it costs. It has
 * to be written as CloudWatch Logs writes it: `logEvents` the last member, each event of `id`, `timestamp` and `message` in
 * this order and nothing else.
 */
#include <wasm_simd128.h>

#define LANES 16
#define ALL_LANES 0xffffu
#define NOWHERE 0xffffffffu
#define MOST_DIGITS 15

/* Offsets are in UTF-16 units of the whole. */
struct event {
	double timestamp;
	unsigned id_at, id_end;
	unsigned message_at, message_end;
	/* Where the first three letters stand by which a sign of MM7 may be told (see relevance.ts); NOWHERE where none do. */
	unsigned sign_at;
	/* Whether markup or an escape begins in the message. */
	unsigned is_marked;
};

struct reader {
	const unsigned char *begin, *end, *at;
	/* By how much UTF-16 units are fewer than bytes, up to here. */
	unsigned fewer;
};

struct string {
	unsigned at, end, sign_at, is_marked, is_escaped;
};

static unsigned offset_of(const struct reader *reader)
{
	return reader->at - reader->begin - reader->fewer;
}

static int take(struct reader *reader, const char *piece, unsigned length)
{
	if ((unsigned)(reader->end - reader->at) < length)
		return 0;
	for (unsigned i = 0; i < length; i++)
		if (reader->at[i] != (unsigned char)piece[i])
			return 0;
	reader->at += length;
	return 1;
}

#define TAKE(reader, piece) take(reader, piece, sizeof(piece) - 1)

static v128_t is(v128_t bytes, char letter)
{
	return wasm_i8x16_eq(bytes, wasm_i8x16_splat(letter));
}

/* Of the lanes asked for: bytes that begin no character make no unit, those that begin one of four bytes make two. */
static int fewer_in(v128_t bytes, unsigned lanes)
{
	const unsigned continuing = wasm_i8x16_bitmask(wasm_i8x16_lt(bytes, wasm_i8x16_splat((char)0xc0)));
	const unsigned beginning_four = wasm_i8x16_bitmask(wasm_u8x16_ge(bytes, wasm_i8x16_splat((char)0xf0)));
	return __builtin_popcount(continuing & lanes) - __builtin_popcount(beginning_four & lanes);
}

/* `t` or `m`, `u` or `m`, `s`, `7` or `c`, in either case. */
static v128_t signs_in(v128_t here, const unsigned char *at)
{
	const v128_t lower = wasm_i8x16_splat('a' - 'A');
	const v128_t one = wasm_v128_or(here, lower);
	const v128_t two = wasm_v128_or(wasm_v128_load(at + 1), lower);
	const v128_t three = wasm_v128_or(wasm_v128_load(at + 2), lower);
	const v128_t first = wasm_v128_or(is(one, 't'), is(one, 'm'));
	const v128_t second = wasm_v128_or(is(two, 'u'), is(two, 'm'));
	const v128_t third = wasm_v128_or(wasm_v128_or(is(three, 's'), is(three, 'c')), is(three, '7'));
	return wasm_v128_and(wasm_v128_and(first, second), third);
}

/* `<`, `&`, `%` or `\u`. */
static v128_t marks_in(v128_t here, v128_t backslashes, const unsigned char *at)
{
	const v128_t escapes = wasm_v128_and(backslashes, is(wasm_v128_load(at + 1), 'u'));
	return wasm_v128_or(wasm_v128_or(is(here, '<'), is(here, '&')), wasm_v128_or(is(here, '%'), escapes));
}

static int is_escaped(const unsigned char *quote, const unsigned char *from)
{
	const unsigned char *at = quote;
	while (at > from && at[-1] == '\\')
		at--;
	return (quote - at) & 1;
}

/* Goes on to behind the quote that ends the string which begins here; false where none does. */
static int take_string(struct reader *reader, struct string *string)
{
	const unsigned char *const from = reader->at;
	unsigned marks = 0, escapes = 0;
	string->at = offset_of(reader);
	string->sign_at = NOWHERE;
	for (; reader->at < reader->end; reader->at += LANES) {
		const unsigned char *const at = reader->at;
		const v128_t here = wasm_v128_load(at);
		const v128_t backslashes = is(here, '\\');
		unsigned quotes = wasm_i8x16_bitmask(is(here, '"'));
		while (quotes != 0 && is_escaped(at + __builtin_ctz(quotes), from))
			quotes &= quotes - 1;
		const unsigned inside = quotes != 0 ? (quotes & -quotes) - 1 : ALL_LANES;
		const unsigned signs = wasm_i8x16_bitmask(signs_in(here, at)) & inside;
		const int is_ascii = wasm_i8x16_bitmask(here) == 0;
		marks |= wasm_i8x16_bitmask(marks_in(here, backslashes, at)) & inside;
		escapes |= wasm_i8x16_bitmask(backslashes) & inside;
		if (signs != 0 && string->sign_at == NOWHERE) {
			const unsigned before = (signs & -signs) - 1;
			string->sign_at = offset_of(reader) + __builtin_ctz(signs) - (is_ascii ? 0 : fewer_in(here, before));
		}
		if (!is_ascii)
			reader->fewer += fewer_in(here, inside);
		if (quotes != 0) {
			reader->at += __builtin_ctz(quotes);
			string->end = offset_of(reader);
			string->is_marked = marks != 0;
			string->is_escaped = escapes != 0;
			reader->at += 1;
			return reader->at <= reader->end;
		}
	}
	return 0;
}

/* Takes a whole number as digits alone write it; -1 where anything else stands there. */
static double take_number(struct reader *reader)
{
	const unsigned char *const from = reader->at;
	double value = 0;
	for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++)
		value = value * 10 + (*reader->at - '0');
	const unsigned digits = reader->at - from;
	return digits > 0 && digits <= MOST_DIGITS && *from != '0' ? value : -1;
}

static int take_event(struct reader *reader, struct event *event)
{
	struct string id, message;
	if (!TAKE(reader, "{\"id\":\"") || !take_string(reader, &id) || id.is_escaped)
		return 0;
	if (!TAKE(reader, ",\"timestamp\":") || (event->timestamp = take_number(reader)) < 0)
		return 0;
	if (!TAKE(reader, ",\"message\":\"") || !take_string(reader, &message) || !TAKE(reader, "}"))
		return 0;
	event->id_at = id.at;
	event->id_end = id.end;
	event->message_at = message.at;
	event->message_end = message.end;
	event->sign_at = message.sign_at;
	event->is_marked = message.is_marked;
	return 1;
}

/* Goes on to behind `"logEvents":[`; false where it is not there. */
static int take_head(struct reader *reader)
{
	for (; reader->at < reader->end; reader->at++) {
		if (*reader->at == '"' && TAKE(reader, "\"logEvents\":["))
			return 1;
		reader->fewer += (*reader->at & 0xc0) == 0x80;
		reader->fewer -= *reader->at >= 0xf0;
	}
	return 0;
}

/*
 * Cuts what is valid UTF-8, with room for as many events behind it; returns how many there are, 0 where it is not written so.
 * Loads at its end go beyond it by less than the room for one.
 */
__attribute__((export_name("cut"))) unsigned cut(const unsigned char *json, unsigned bytes, struct event *events, unsigned most)
{
	struct reader reader = {json, json + bytes, json, 0};
	unsigned count = 0;
	if (!take_head(&reader))
		return 0;
	do {
		if (count == most || !take_event(&reader, &events[count++]))
			return 0;
	} while (TAKE(&reader, ","));
	return TAKE(&reader, "]}") && reader.at == reader.end ? count : 0;
}
