//! The line protocol of the adapters.
use base64::{engine::general_purpose::STANDARD, Engine};
use std::io::{BufRead, Read, Write};

/// Whether one call of a peer worked, or what went wrong.
pub type Answer = Result<(), String>;

/// Nanoseconds of CPU time that the process has used.
fn cpu() -> i64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: t is a valid place for the time.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut t) };
    t.tv_sec * 1_000_000_000 + t.tv_nsec
}

/// Answers requests until the input ends. `run` takes the name of an operation, its input, and a
/// buffer for the output, which it keeps from call to call.
pub fn serve(version: &str, mut run: impl FnMut(&str, &[u8], &mut Vec<u8>) -> Answer) {
    let out = std::io::stdout();
    let say = |line: String| {
        let mut out = out.lock();
        writeln!(out, "{line}").and_then(|_| out.flush()).expect("the reader of the answers has gone");
    };
    say(format!("ready\t{version}"));
    let mut file = (String::new(), 0, Vec::new());
    let mut output = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a request");
        let fields: Vec<&str> = line.split('\t').collect();
        if fields[0] == "run" {
            let input = STANDARD.decode(fields[2]).expect("base64");
            match run(fields[1], &input, &mut output) {
                Ok(()) => say(format!("ok\t{}", STANDARD.encode(&output))),
                Err(why) => say(format!("err\t{why}")),
            }
            continue;
        }
        let size: u64 = fields[3].parse().expect("a size");
        if file.0 != fields[2] || file.1 != size {
            let mut data = Vec::new();
            std::fs::File::open(fields[2]).and_then(|f| f.take(size).read_to_end(&mut data)).expect("a file");
            file = (fields[2].to_string(), size, data);
        }
        let (from, wall) = (cpu(), std::time::Instant::now());
        let done = match fields[1].strip_prefix("lines:") {
            Some(operation) => file.2.split(|&b| b == b'\n').filter(|part| !part.is_empty())
                .try_for_each(|part| run(operation, std::hint::black_box(part), &mut output)),
            None => run(fields[1], std::hint::black_box(&file.2), &mut output),
        };
        match done {
            Ok(()) => {
                let (used, wall) = (cpu() - from, wall.elapsed().as_nanos());
                std::hint::black_box(&output);
                say(format!("ok\t{used}\t{wall}"))
            }
            Err(why) => say(format!("err\t{why}")),
        }
    }
}

/// The text of a request; a peer that takes only UTF-8 refuses other bytes.
/// Checking is part of its work, since a filter has to.
pub fn text(input: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(input).map_err(|e| e.to_string())
}
