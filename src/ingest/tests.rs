//! Whole files through the reader.

mod real_data;
