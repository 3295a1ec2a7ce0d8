// The adapter of iconv of the C library. It stops at the first byte that does
// not fit; what came before is the output.
#include <errno.h>
#include <gnu/libc-version.h>
#include <iconv.h>

#include "adapter.h"

const char *version(void) { return gnu_get_libc_version(); }

const char *operation(const char *name, const struct buffer *in, struct buffer *out) {
    iconv_t c = iconv_open("UTF-8", name + strlen("decode:"));
    if (c == (iconv_t)-1) return "it does not know this charset";
    buffer_reserve(out, in->size * 3 + 16);
    char *source = in->data, *target = out->data;
    size_t left = in->size, room = out->room;
    iconv(c, &source, &left, &target, &room);
    out->size = (size_t)(target - out->data);
    iconv_close(c);
    return NULL;
}
