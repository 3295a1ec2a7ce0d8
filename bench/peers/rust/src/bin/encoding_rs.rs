//! The adapter of encoding_rs, which is told the charset.
use encoding_rs::Encoding;

fn main() {
    let mut ready = 0; // bytes of the buffer that were written once
    adapters::serve("0.8.44", move |operation, input, output| {
        let label = operation.trim_start_matches("decode:");
        let encoding = Encoding::for_label(label.as_bytes()).ok_or("it does not know this charset")?;
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let room = decoder.max_utf8_buffer_length(input.len()).ok_or("too long")?;
        if ready < room {
            output.clear();
            output.resize(room, 0);
            ready = room;
        }
        // SAFETY: resize wrote these bytes; only the length went down since.
        unsafe { output.set_len(room) };
        let (_, _, written, _) = decoder.decode_to_utf8(input, output, true);
        output.truncate(written);
        Ok(())
    });
}
