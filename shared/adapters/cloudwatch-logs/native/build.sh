#!/usr/bin/env bash
# Makes native-wasm.ts anew: bash build.sh FOLDER, where FOLDER is libdeflate 1.26 (https://github.com/ebiggers/libdeflate).
# Needs clang and lld; the module kept here was made with those of Debian 12 (14.0.6), which give the same bytes each time.
set -euo pipefail
source=${1:?usage: bash build.sh FOLDER-OF-LIBDEFLATE}
here=$(cd "$(dirname "$0")" && pwd)
module=$(mktemp)
trap 'rm -f "$module"' EXIT

memory=$((16 * 1024 * 1024))
clang --target=wasm32 -O3 -msimd128 -mbulk-memory -ffreestanding -nostdlib -DFREESTANDING -DNDEBUG -I"$source" \
  -Wl,--no-entry -Wl,-z,stack-size=16384 -Wl,--initial-memory=$memory -Wl,--max-memory=$memory -Wl,--strip-all \
  -o "$module" "$here/inflate.c" "$here/cut.c" "$source/lib/deflate_decompress.c" "$source/lib/utils.c"

{
  echo '/*!'
  echo ' * Made by build.sh from inflate.c, cut.c and libdeflate 1.26, whose licence this is:'
  echo ' *'
  sed 's/^/ * /; s/ *$//' "$source/COPYING"
  echo ' */'
  echo
  echo '/** A WebAssembly module that exports `memory`, `start`, `inflate` and `cut`, in base64. */'
  printf "export const NATIVE_WASM =\n  '%s';\n" "$(base64 -w 0 "$module")"
  echo
  echo '/** SHA-256 of inflate.c and cut.c, one behind the other, as they were when it was made. */'
  printf "export const SOURCES_SHA256 = '%s';\n" "$(cat "$here/inflate.c" "$here/cut.c" | sha256sum | cut -d ' ' -f 1)"
} > "$here/native-wasm.ts"
