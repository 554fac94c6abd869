//! The program `plancover`.

fn main() {}
