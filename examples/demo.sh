#!/bin/sh
# A tour of the example city: check the data, rank, compare, look ahead, propose.
# Usage: demo.sh MUTASI OUT   (the mutasi executable, an existing folder for the results)
set -eu

mutasi=$1
out=$(cd "$2" && pwd)
city=$(cd "$(dirname "$0")" && pwd)/pangkalpinang

step() { printf '\n== %s\n' "$1"; }

step 'Apakah datanya benar? / Is the data right?'
"$mutasi" -C "$city" validate -o "$out/temuan.txt" --report json="$out/temuan.json"
tail -n 3 "$out/temuan.txt"

step 'Siapa yang cocok untuk setiap lowongan? / Who fits each vacancy?'
"$mutasi" -C "$city" shortlist -n 5 -f csv -o "$out/daftar_pendek.csv" --report md="$out/daftar_pendek.md"
"$mutasi" -C "$city" shortlist L-009 -n 3

step 'Apa yang berubah dalam enam bulan? / What changed in six months?'
"$mutasi" diff "$city/arsip/2025-07" "$city" -f csv -o "$out/perubahan.csv" --report md="$out/perubahan.md"
"$mutasi" --lang id diff "$city/arsip/2025-07" "$city" | head -n 4

step 'Apa yang akan datang? / What is coming?'
"$mutasi" -C "$city" forecast --until 2027-12-31 -f csv -o "$out/prakiraan.csv" --report md="$out/prakiraan.md"
"$mutasi" -C "$city" forecast --until 2027-12-31 --level JPT_PRATAMA --event pensiun --event kosong

step 'Usulan untuk pejabat yang memutuskan / The proposal for the decision maker'
"$mutasi" -C "$city" propose -o "$out/usulan.md" --report csv="$out/usulan.csv" \
    --report html="$out/usulan.html" --report docx="$out/usulan.docx"

step 'Hasil / Results'
(cd "$out" && wc -l -- *)
