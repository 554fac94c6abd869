//! The use cases that join the parts: what the command line and the server ask for.
//!
//! Decides nothing about wire formats or words on a screen. Parts in reading order: `clock` (which day is today), `view` (what
//! readers see, and its swap), `import`, `seed`.

mod clock;
mod view;

pub use clock::{Clock, ClockError};
pub use view::{Publisher, View};
