//! Colours as styles write them (CSS: `#rrggbb`, `rgb(…)`, `rgba(…)`).

/// A colour in sRGB with its opacity, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    /// Red, green and blue.
    pub rgb: [u8; 3],
    /// Opacity.
    pub alpha: f32,
}

impl Colour {
    /// An opaque colour.
    pub(super) const fn of(red: u8, green: u8, blue: u8) -> Self {
        Self { rgb: [red, green, blue], alpha: 1.0 }
    }

    /// The colour that a text names; `None` for a form that is not read.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(digits) = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii()) {
            let part = |from: usize| u8::from_str_radix(&digits[from..from + 2], 16).ok();
            return Some(Self::of(part(0)?, part(2)?, part(4)?));
        }
        let inside = text.strip_prefix("rgba(").or_else(|| text.strip_prefix("rgb("))?.strip_suffix(')')?;
        let parts: Vec<&str> = inside.split(',').map(str::trim).collect();
        let (red, green, blue) = (parts.first()?.parse().ok()?, parts.get(1)?.parse().ok()?, parts.get(2)?.parse().ok()?);
        let alpha = parts.get(3).map_or(Some(1.0), |alpha| alpha.parse().ok())?;
        (parts.len() <= 4).then_some(Self { rgb: [red, green, blue], alpha })
    }

    /// The same, less opaque.
    #[must_use]
    pub(super) fn faded(self, opacity: f32) -> Self {
        Self { alpha: (self.alpha * opacity).clamp(0.0, 1.0), ..self }
    }

    /// The opaque colour that is seen where this one lies over another.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two numbers of 0 to 255")]
        let mix = |part: usize| (f32::from(self.rgb[part]) * self.alpha + f32::from(below.rgb[part]) * (1.0 - self.alpha)).round() as u8;
        Self { rgb: [mix(0), mix(1), mix(2)], alpha: 1.0 }
    }

    /// `#rrggbb`.
    #[must_use]
    pub fn hex(self) -> String {
        let [red, green, blue] = self.rgb;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    pub(super) fn ink(self) -> tiny_skia::Color {
        let [red, green, blue] = self.rgb.map(|part| f32::from(part) / 255.0);
        tiny_skia::Color::from_rgba(red, green, blue, self.alpha.clamp(0.0, 1.0)).unwrap_or(tiny_skia::Color::BLACK)
    }
}
