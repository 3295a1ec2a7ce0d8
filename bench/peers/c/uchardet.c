// The adapter of uchardet.
#include <uchardet/uchardet.h>

#include "adapter.h"

const char *version(void) { return PEER_VERSION; }

const char *operation(const char *name, const struct buffer *in, struct buffer *out) {
    (void)name;
    uchardet_t d = uchardet_new();
    if (uchardet_handle_data(d, in->data, in->size)) {
        uchardet_delete(d);
        return "it failed";
    }
    uchardet_data_end(d);
    const char *label = uchardet_get_charset(d);
    buffer_set(out, label, strlen(label));
    uchardet_delete(d);
    return NULL;
}
