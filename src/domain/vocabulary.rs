//! Closed lists of words: each word has a code (wire, columns), a Vietnamese and an English term.

/// A word that is not in the closed list it was looked up in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{found}`, allowed: {allowed}")]
pub struct UnknownWord {
    /// What kind of word was expected, for example `kind of plan`.
    pub what: &'static str,
    /// The word that was found.
    pub found: String,
    /// The codes that are allowed, separated by commas.
    pub allowed: String,
}

/// Declares an enum whose members are words with a code and a Vietnamese and an English term.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident as $what:literal { $($(#[$doc:meta])* $member:ident = $code:literal, $vi:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* #[doc = concat!("`", $code, "`: ", $vi, " — ", $en, ".")] $member,)+ }

        impl $name {
            /// Every word of the list, in its own order.
            pub const ALL: &'static [$name] = &[$($name::$member,)+];

            /// The code used on the wire and in columns.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $($name::$member => $code,)+ } }

            /// The Vietnamese term, which users see first.
            #[must_use]
            pub const fn vi(self) -> &'static str { match self { $($name::$member => $vi,)+ } }

            /// The English term.
            #[must_use]
            pub const fn en(self) -> &'static str { match self { $($name::$member => $en,)+ } }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::UnknownWord;

            /// Reads the code, or the Vietnamese term in any case.
            ///
            /// # Errors
            /// The word is neither.
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                let wanted = word.trim();
                let lower = wanted.to_lowercase();
                Self::ALL
                    .iter()
                    .copied()
                    .find(|member| member.code() == wanted || member.vi().to_lowercase() == lower)
                    .ok_or_else(|| $crate::domain::UnknownWord {
                        what: $what,
                        found: word.to_owned(),
                        allowed: Self::ALL.iter().map(|member| member.code()).collect::<Vec<_>>().join(", "),
                    })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// How far a record can be trusted. Ordered from worst to best.
    Quality as "quality" {
        Illustrative = "illustrative", "minh họa", "illustrative";
        Schematic = "schematic", "sơ đồ", "schematic";
        Imported = "imported", "đã nhập", "imported";
        Official = "official", "chính thức", "official";
    }
}

impl Quality {
    /// What must be said wherever records of the quality are shown, in Vietnamese and English; `None` where nothing must.
    #[must_use]
    pub const fn caution(self) -> Option<[&'static str; 2]> {
        match self {
            Self::Schematic => {
                Some(["Một số ranh giới là sơ đồ, không phải ranh giới đo đạc.", "Some boundaries are schematic, not surveyed."])
            }
            Self::Illustrative => Some([
                "Một số quy hoạch là minh họa, được đặt ra để trình bày cách chương trình hoạt động.",
                "Some plans are made up to show how the program works.",
            ]),
            Self::Imported | Self::Official => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_by_code_or_by_vietnamese_term_in_any_case() {
        assert_eq!("schematic".parse(), Ok(Quality::Schematic));
        assert_eq!(" SƠ ĐỒ ".parse(), Ok(Quality::Schematic));
    }

    #[test]
    fn an_unknown_word_names_what_is_allowed() {
        let error = "good".parse::<Quality>().unwrap_err();
        assert_eq!(error.to_string(), "unknown quality `good`, allowed: illustrative, schematic, imported, official");
    }
}
