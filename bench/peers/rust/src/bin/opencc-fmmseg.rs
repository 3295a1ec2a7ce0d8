//! The adapter of opencc-fmmseg, on one core (t2s) and on all (t2s-parallel).
use adapters::text;
use opencc_fmmseg::OpenCC;

fn main() {
    let mut converter = OpenCC::new();
    adapters::serve("0.13.0", move |operation, input, output| {
        converter.set_parallel(operation == "t2s-parallel");
        *output = converter.t2s(text(input)?, false).into_bytes();
        Ok(())
    });
}
