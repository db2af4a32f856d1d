// SPDX-License-Identifier: Apache-2.0
#ifndef CLIBXML2_XML_H
#define CLIBXML2_XML_H

/// What the XML parser reports, in document order. Every pointer is valid during the call only.
typedef struct {
  /// `space` is the namespace's address or null. `attributes` holds five pointers for each of
  /// `count` attributes: local name, prefix, namespace, first byte of the value, byte after it.
  void (*start)(
    void *user, const unsigned char *name, const unsigned char *space, int count,
    const unsigned char **attributes);
  void (*end)(void *user);
  void (*text)(void *user, const unsigned char *bytes, int length);
} clibxml2_xml_events;

/// Parses `length` bytes of clean UTF-8 as XML with namespaces, going on after errors. Gives 0 when
/// all was well formed, 1 after an error, -1 without libxml2 or memory.
///
/// No network, no file, no declaration and so no entity but the five of XML: a declaration of
/// entities is nothing that the caller lets through, and there is no handler for one.
int clibxml2_parse_xml(
  const char *bytes, int length, const clibxml2_xml_events *events, void *user);

#endif
