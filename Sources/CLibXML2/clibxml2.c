// SPDX-License-Identifier: Apache-2.0
#include "CLibXML2.h"

#include <libxml/HTMLparser.h>
#include <pthread.h>
#include <string.h>

#include "library.h"

static struct {
  int loaded;
  htmlParserCtxtPtr (*new_context)(void);
  htmlDocPtr (*read_memory)(htmlParserCtxtPtr, const char *, int, const char *, const char *, int);
  void (*free_context)(htmlParserCtxtPtr);
  void (*free_document)(xmlDocPtr);
  void (*stop)(xmlParserCtxtPtr);
} library;

static void load(void) {
  void *handle = clibxml2_library();
  if (!handle) return;
  library.loaded = clibxml2_find(handle, "htmlNewParserCtxt", &library.new_context) &&
                   clibxml2_find(handle, "htmlCtxtReadMemory", &library.read_memory) &&
                   clibxml2_find(handle, "htmlFreeParserCtxt", &library.free_context) &&
                   clibxml2_find(handle, "xmlFreeDoc", &library.free_document) &&
                   clibxml2_find(handle, "xmlStopParser", &library.stop);
}

typedef struct {
  const clibxml2_events *events;
  void *user;
  htmlParserCtxtPtr context;
  int stopped;
} session;

// libxml2 looks through all open elements at an end tag that closes none.
enum { maximum_depth = 4096 };

static long position(const session *session) {
  const xmlParserInput *input = session->context->input;
  return input ? (long)input->consumed + (input->cur - input->base) : -1;
}

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes) {
  session *session = user;
  (void)attributes;
  session->events->start(session->user, name, position(session));
  if (session->context->nameNr > maximum_depth && !session->stopped) {
    session->stopped = 1;
    library.stop(session->context);
  }
}

static void on_end(void *user, const xmlChar *name) {
  const session *session = user;
  session->events->end(session->user, name);
}

static void on_text(void *user, const xmlChar *bytes, int length) {
  const session *session = user;
  (void)bytes, (void)length;
  session->events->text(session->user, position(session));
}

static void set_events(xmlSAXHandler *handler) {
  memset(handler, 0, sizeof *handler);
  handler->initialized = 1;
  handler->startElement = on_start;
  handler->endElement = on_end;
  handler->characters = on_text;
  handler->ignorableWhitespace = on_text;
  handler->cdataBlock = on_text;
}

int clibxml2_parse(const char *bytes, int length, const clibxml2_events *events, void *user) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  if (!library.loaded) return -1;
  htmlParserCtxtPtr context = library.new_context();
  if (!context) return -1;
  session session = {events, user, context, 0};
  set_events(context->sax);
  context->userData = &session;
  int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE;
  // No encoding is named: ASCII needs no conversion, and so no copy.
  htmlDocPtr document = library.read_memory(context, bytes, length, 0, 0, options);
  if (document) library.free_document(document);
  int failed =
      session.stopped || (context->lastError.level == XML_ERR_FATAL && context->disableSAX);
  library.free_context(context);
  return failed;
}
