//! The use cases that join the parts: what the command line and the server ask for.
//!
//! Decides nothing about wire formats or words on a screen. Parts in reading order: `clock` (which day is today), `view` (what
//! readers see, and its swap), `features` (what a layer holds) and `lands` (where), `map` (tiles of them), `import`, `seed`.

mod clock;
mod features;
mod lands;
mod map;
mod view;

pub use clock::{Clock, ClockError};
pub use features::{Column, Datum, Span, Subject};
pub use lands::{LandOf, Lands};
pub use map::Map;
pub use view::{Publisher, View};
