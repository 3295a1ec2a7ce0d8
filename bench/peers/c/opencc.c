// The adapter of OpenCC in C++, through its C interface.
#include <opencc/opencc.h>

#include "adapter.h"

const char *version(void) { return PEER_VERSION; }

const char *operation(const char *name, const struct buffer *in, struct buffer *out) {
    static opencc_t c;
    (void)name;
    if (!c) c = opencc_open(PEER_DATA "t2s.json");
    if (c == (opencc_t)-1) return opencc_error();
    buffer_reserve(out, in->size * 2 + 16);
    size_t n = opencc_convert_utf8_to_buffer(c, in->data, in->size, out->data);
    if (n == (size_t)-1) return opencc_error();
    out->size = n;
    return NULL;
}
