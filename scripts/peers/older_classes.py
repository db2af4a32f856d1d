#!/usr/bin/env python3
"""Copies a jar with another version number in its classes, so that an older compiler reads their signatures.

    older_classes.py FROM.jar TO.jar MAJOR_VERSION

Never run from the copy.
"""
import sys, zipfile

source, destination, major = sys.argv[1], sys.argv[2], int(sys.argv[3])
with zipfile.ZipFile(source) as old, zipfile.ZipFile(destination, "w", zipfile.ZIP_STORED) as new:
    for name in old.namelist():
        data = old.read(name)
        if name.endswith(".class") and data[:4] == b"\xca\xfe\xba\xbe" and int.from_bytes(data[6:8], "big") > major:
            data = data[:6] + major.to_bytes(2, "big") + data[8:]
        new.writestr(name, data)
