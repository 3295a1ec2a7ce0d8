//! The adapter of zhconv, into simplified script without regional words.
use adapters::text;
use zhconv::{zhconv, Variant};

fn main() {
    adapters::serve("0.4.2", |_, input, output| {
        *output = zhconv(text(input)?, Variant::ZhHans).into_bytes();
        Ok(())
    });
}
