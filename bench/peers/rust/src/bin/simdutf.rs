//! Yardsticks: the validation of simdutf, and copying memory.
fn main() {
    let mut target = Vec::new();
    adapters::serve("0.7.0", move |operation, input| {
        if operation == "valid" {
            return Ok(simdutf::validate_utf8(input).to_string().into_bytes());
        }
        target.clear();
        target.extend_from_slice(input);
        std::hint::black_box(&target);
        Ok(Vec::new())
    });
}
