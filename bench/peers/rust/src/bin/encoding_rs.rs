//! The adapter of encoding_rs, which is told the charset.
use encoding_rs::Encoding;

fn main() {
    adapters::serve("0.8.44", |operation, input, output| {
        let label = operation.trim_start_matches("decode:");
        let encoding = Encoding::for_label(label.as_bytes()).ok_or("it does not know this charset")?;
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let room = decoder.max_utf8_buffer_length(input.len()).ok_or("too long")?;
        if output.capacity() < room {
            output.resize(room, 0);
        }
        // SAFETY: resize wrote all of the buffer; only its length went down since.
        unsafe { output.set_len(room) };
        let (_, _, written, _) = decoder.decode_to_utf8(input, output, true);
        output.truncate(written);
        Ok(())
    });
}
