//! Numbers that look random and are the same everywhere (splitmix64: Steele, Lea, Flood 2014).

/// A stream of numbers.
#[derive(Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// The stream of one thing of the country.
    pub fn new(seed: u64, thing: &[usize]) -> Self {
        thing.iter().fold(Self(seed), |mut numbers, &part| Self(numbers.next() ^ part as u64))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// In [0, 1), as fine as 2⁻³².
    pub fn share(&mut self) -> f64 {
        f64::from(u32::try_from(self.next() >> 32).unwrap_or(0)) / 4_294_967_296.0
    }

    /// In [low, high).
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// In 0..count.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % count
    }
}
