"""Writes shared/Winnow.Core/Metrics/Text/Internal/nfc.txt: the data of canonical composition, from Python's unicodedata.

/usr/bin/python3 tests/reference/nfc_table.py > shared/Winnow.Core/Metrics/Text/Internal/nfc.txt
"""
import sys
import unicodedata

print(f"# Unicode {unicodedata.unidata_version}: 'c code class' combining classes; 'd code first [second]' canonical decompositions, '=' when they compose again.")
for code in range(sys.maxunicode + 1):
    char = chr(code)
    if unicodedata.combining(char):
        print(f"c {code:X} {unicodedata.combining(char):X}")
    parts = unicodedata.decomposition(char)
    if parts and not parts.startswith("<"):
        print(f"{'=' if unicodedata.normalize('NFC', char) == char else 'd'} {code:X} {parts}")
