// SPDX-License-Identifier: Apache-2.0
#include "clibxml2_xml.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <string.h>

#include "library.h"

static struct {
  int loaded;
  xmlParserCtxtPtr (*new_context)(void);
  xmlDocPtr (*read_memory)(xmlParserCtxtPtr, const char *, int, const char *, const char *, int);
  void (*free_context)(xmlParserCtxtPtr);
  void (*free_document)(xmlDocPtr);
} library;

// What the parser hands to the functions below.
typedef struct {
  const clibxml2_xml_events *events;
  void *user;
} receiver;

static void load(void) {
  void *handle = clibxml2_library();
  if (!handle) return;
  library.loaded = clibxml2_find(handle, "xmlNewParserCtxt", &library.new_context) &&
                   clibxml2_find(handle, "xmlCtxtReadMemory", &library.read_memory) &&
                   clibxml2_find(handle, "xmlFreeParserCtxt", &library.free_context) &&
                   clibxml2_find(handle, "xmlFreeDoc", &library.free_document);
}

static void started(
  void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int spaces,
  const xmlChar **declared, int count, int defaulted, const xmlChar **attributes) {
  (void)prefix, (void)spaces, (void)declared, (void)defaulted;
  receiver *to = context;
  to->events->start(to->user, name, space, count, attributes);
}

static void ended(
  void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
  (void)name, (void)prefix, (void)space;
  receiver *to = context;
  to->events->end(to->user);
}

static void read_text(void *context, const xmlChar *bytes, int length) {
  receiver *to = context;
  to->events->text(to->user, bytes, length);
}

static void set_events(xmlSAXHandler *handler) {
  memset(handler, 0, sizeof *handler);
  handler->initialized = XML_SAX2_MAGIC;
  handler->startElementNs = started;
  handler->endElementNs = ended;
  handler->characters = read_text;
  handler->ignorableWhitespace = read_text;
  handler->cdataBlock = read_text;
}

int clibxml2_parse_xml(
  const char *bytes, int length, const clibxml2_xml_events *events, void *user) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  if (!library.loaded) return -1;
  xmlParserCtxtPtr context = library.new_context();
  if (!context) return -1;
  receiver to = {events, user};
  set_events(context->sax);
  context->userData = &to;
  // NOENT only keeps libxml2 from writing `&#38;` for `&` in attributes: nothing is declared.
  int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                XML_PARSE_NOENT | XML_PARSE_HUGE;
  xmlDocPtr document = library.read_memory(context, bytes, length, 0, "UTF-8", options);
  if (document) library.free_document(document);
  int failed = !context->wellFormed;
  library.free_context(context);
  return failed;
}
