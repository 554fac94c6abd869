//! `plancover seed`: fills an empty store with the embedded default.

use std::process::ExitCode;

use super::args::SeedArgs;
use super::printer::Printer;
use super::session::{Session, actor, this_program};
use crate::app::{ImportStep, Seed, create_seeded, fill};

pub(super) async fn run(session: &Session, printer: &Printer, args: &SeedArgs) -> anyhow::Result<ExitCode> {
    let seed = if args.documented { Seed::Documented } else { Seed::Trial };
    if session.store.exists() {
        let store = session.open().await?;
        fill(&store, seed, &session.clock, &actor()?, Some(&this_program()?), &mut |_| {}).await?;
        store.close().await;
    } else {
        create(session, printer, seed).await?;
    }
    printer.say(&format!("filled `{}` with the embedded default", session.store.display()));
    Ok(ExitCode::SUCCESS)
}

/// Makes the store of the session and fills it.
pub(super) async fn create(session: &Session, printer: &Printer, seed: Seed) -> anyhow::Result<()> {
    let bar = printer.bar();
    bar.set_message("filling the store");
    let tick = |step: ImportStep<'_>| {
        if let ImportStep::Writing { done, total } = step {
            bar.set_length(total);
            bar.set_position(done);
        }
    };
    let made = create_seeded(&session.store, seed, &session.clock, &actor()?, Some(&this_program()?), &mut { tick }).await;
    bar.finish_and_clear();
    Ok(made?)
}
