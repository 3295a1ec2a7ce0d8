//! The adapter of encoding_rs, which is told the charset.
use encoding_rs::Encoding;

fn main() {
    adapters::serve("0.8.44", |operation, input| {
        let label = operation.trim_start_matches("decode:");
        let encoding = Encoding::for_label(label.as_bytes()).ok_or("it does not know this charset")?;
        let (text, _) = encoding.decode_without_bom_handling(input);
        Ok(text.into_owned().into_bytes())
    });
}
