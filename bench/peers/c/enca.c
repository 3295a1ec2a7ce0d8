// The adapter of enca, which is told that the language is Chinese.
#include <enca.h>

#include "adapter.h"

const char *version(void) { return PEER_VERSION; }

const char *operation(const char *name, const struct buffer *in, struct buffer *out) {
    (void)name;
    EncaAnalyser a = enca_analyser_alloc("zh");
    if (!a) return "it does not know Chinese";
    EncaEncoding e = enca_analyse_const(a, (const unsigned char *)in->data, in->size);
    const char *label = e.charset == ENCA_CS_UNKNOWN ? "" : enca_charset_name(e.charset, ENCA_NAME_STYLE_ICONV);
    if (!label) label = "";
    buffer_set(out, label, strlen(label));
    enca_analyser_free(a);
    return NULL;
}
