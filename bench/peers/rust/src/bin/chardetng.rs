//! The adapter of chardetng, with UTF-8 allowed as an answer.
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

fn main() {
    adapters::serve("1.0.0", |_, input, output| {
        let mut d = EncodingDetector::new(Iso2022JpDetection::Allow);
        d.feed(input, true);
        *output = d.guess(None, Utf8Detection::Allow).name().as_bytes().to_vec();
        Ok(())
    });
}
