#!/bin/sh
# A tour of the example city: check the data, rank, compare, propose.
# Usage: demo.sh MUTASI OUT   (the mutasi executable, an existing folder for the results)
set -eu

mutasi=$1
out=$(cd "$2" && pwd)
city=$(cd "$(dirname "$0")" && pwd)/pangkalpinang

step() { printf '\n== %s\n' "$1"; }

step 'Is the data right?'
"$mutasi" -C "$city" validate

step 'Who fits each vacancy? The five best.'
"$mutasi" -C "$city" shortlist -n 5 -f csv -o "$out/daftar_pendek.csv" --force

step 'What changed since the last snapshot?'
"$mutasi" -C "$city" diff sebelum . -f csv -o "$out/perubahan.csv" --force

step 'The proposal for the decision maker'
"$mutasi" -C "$city" propose -o "$out/usulan.md" --force

step 'Written (lines, file)'
(cd "$out" && wc -l -- *)
