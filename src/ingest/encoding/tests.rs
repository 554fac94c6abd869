//! Every Vietnamese letter through every encoding, and which encoding a column is in.

use std::collections::BTreeMap;

use super::decoder::Decoder;
use super::*;

/// The 67 letters beyond ASCII in lower case; the capitals are the other 67.
const LETTERS: &str = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";

/// The small letters, then the capitals, as `iconv -t VISCII` of glibc 2.36 writes them.
const VISCII: &str = "e0e4e3e1d5e5a2c6c7a1a3e2a5a6e7a4a7f0e8eba8e9a9eaabacadaaaeecefeeedb8f2f6f5f3f7f4b0b1b2afb5bdb6b7debefef9fcfbfaf8dfd7d8e6d1f1cfd6dbfddcc0c4c3c180c58202058183c28586068487d0c8cb88c989ca8b8c8d8a8ecc9bcecd98d299a0d39ad49091928f93b49697b39594d99c9dda9ebfbbbcffbab99f1419dd1e";

/// The small letters, then `ĂÂĐÊÔƠƯ`, as `iconv -t TCVN` of glibc 2.36 writes them.
const TCVN: &str = "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfea1a2a7a3a4a5a6";

/// The small letters, then the capitals, with blanks between, as `iconv -t CP1258` of glibc 2.36 writes them.
const CP1258: &str = "e02061d22061de20e12061f220e320e3cc20e3d220e3de20e3ec20e3f220e220e2cc20e2d220e2de20e2ec20e2f220f020e82065d22065de20e92065f220ea20eacc20ead220eade20eaec20eaf22069cc2069d22069de20ed2069f2206fcc206fd2206fde20f3206ff220f420f4cc20f4d220f4de20f4ec20f4f220f520f5cc20f5d220f5de20f5ec20f5f220f92075d22075de20fa2075f220fd20fdcc20fdd220fdde20fdec20fdf22079cc2079d22079de2079ec2079f220c02041d22041de20c12041f220c320c3cc20c3d220c3de20c3ec20c3f220c220c2cc20c2d220c2de20c2ec20c2f220d020c82045d22045de20c92045f220ca20cacc20cad220cade20caec20caf22049cc2049d22049de20cd2049f2204fcc204fd2204fde20d3204ff220d420d4cc20d4d220d4de20d4ec20d4f220d520d5cc20d5d220d5de20d5ec20d5f220d92055d22055de20da2055f220dd20ddcc20ddd220ddde20ddec20ddf22059cc2059d22059de2059ec2059f2";

/// The small letters as VNI for Windows writes them, in Latin-1, from the table of its maker.
const VNI: &str = "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï \
                   oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î";

/// How a table of units writes itself.
const UNITS: &str =
    "Xã Bắc Ái; Phường Hoàng Văn Thụ; Thị trấn Đồng Mỏ; Huyện Tràng Định; Xã Quốc Khánh; Xã Đồng Ý; Xã Thụy Hùng; Thành phố Lạng Sơn";

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn letters() -> String {
    format!("{LETTERS}{}", LETTERS.to_uppercase())
}

fn spaced(text: &str) -> String {
    text.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// The bytes of a text, by what each byte and pair of bytes reads as; capitals that the encoding lacks become small.
fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    let two = (0..=255_u8).flat_map(|a| (0x80..=255_u8).map(move |b| vec![a, b]));
    let read = (0..=255_u8).map(|byte| vec![byte]).chain(two).filter_map(|bytes| Some((encoding.decode(&bytes)?, bytes)));
    let mut table: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (letter, bytes) in read {
        table.entry(letter).or_insert(bytes);
    }
    let bytes = |letter: char| table.get(&letter.to_string()).or_else(|| table.get(&letter.to_lowercase().to_string()));
    text.chars().flat_map(|letter| bytes(letter).unwrap_or_else(|| panic!("{letter} in {encoding:?}")).clone()).collect()
}

#[test]
fn every_letter_comes_back_from_every_encoding() {
    assert_eq!(letters().chars().count(), 134);
    assert_eq!(Encoding::Viscii.decode(&hex(VISCII)), Some(letters()));
    assert_eq!(Encoding::Tcvn3.decode(&hex(TCVN)), Some(format!("{LETTERS}ĂÂĐÊÔƠƯ")));
    assert_eq!(Encoding::Windows1258.decode(&hex(CP1258)), Some(spaced(&letters())));
    let vni: Vec<u8> = VNI.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    assert_eq!(Encoding::Vni.decode(&vni), Some(spaced(LETTERS)));
    let capitals: Vec<u8> = vni.iter().map(|byte| if byte.is_ascii() { byte.to_ascii_uppercase() } else { byte - 0x20 }).collect();
    assert_eq!(Encoding::Vni.decode(&capitals), Some(spaced(&LETTERS.to_uppercase())));
    let decomposed: String = letters().nfd().collect();
    assert_eq!(Encoding::Utf8.decode(decomposed.as_bytes()), Some(letters()));
    assert_eq!(Encoding::Utf8.decode(letters().as_bytes()), Some(letters()));
}

#[test]
fn every_letter_goes_and_comes_back() {
    for encoding in [Encoding::Utf8, Encoding::Vni, Encoding::Viscii, Encoding::Windows1258] {
        let bytes = if encoding == Encoding::Utf8 { letters().into_bytes() } else { encode(&letters(), encoding) };
        assert_eq!(encoding.decode(&bytes), Some(letters()), "{encoding:?}");
    }
    // TCVN3 has capitals for seven letters only; a font of capitals shows all of them as capitals.
    let kept: String = LETTERS
        .to_uppercase()
        .chars()
        .map(|letter| if "ĂÂĐÊÔƠƯ".contains(letter) { letter } else { letter.to_lowercase().next().unwrap() })
        .collect();
    assert_eq!(Encoding::Tcvn3.decode(&encode(&letters(), Encoding::Tcvn3)), Some(format!("{LETTERS}{kept}")));
    assert_eq!(Encoding::Tcvn3Capitals.decode(&encode(&letters(), Encoding::Tcvn3)), Some(LETTERS.to_uppercase().repeat(2)));
}

#[test]
fn a_font_of_capitals_makes_capitals_of_small_letters() {
    let bytes = b"l\xB9ng s\xACn";
    assert_eq!(Encoding::Tcvn3Capitals.decode(bytes).as_deref(), Some("LẠNG SƠN"));
    assert_eq!(Encoding::Tcvn3.decode(bytes).as_deref(), Some("lạng sơn"));
}

#[test]
fn bytes_of_no_letter_are_refused_and_quotes_are_kept() {
    assert_eq!(
        (Encoding::Tcvn3.decode(b"\xFF"), Encoding::Windows1258.decode(b"\x81"), Encoding::Utf8.decode(b"X\xE3")),
        (None, None, None)
    );
    assert_eq!(Encoding::Vni.decode(b"x\xE9"), None);
    assert_eq!(Encoding::Tcvn3.decode(b"\x93X\xB7\x94").as_deref(), Some("“Xã”"));
    assert_eq!(Encoding::Windows1258.decode(b"Th\xF5 \xD0\xEA\xECn n\xE0o").as_deref(), Some("Thơ Đến nào"));
}

/// What a column of these texts reads as, with the codes of what is told.
fn column(texts: &[RawText], told: Option<Encoding>, claim: Option<Claim>) -> (Vec<Option<String>>, Vec<&'static str>) {
    let mut decoder = Decoder::new(&["name"], told, claim);
    decoder.learn(texts.iter().map(|text| (0, text)));
    let mut codes: Vec<&str> = decoder.findings().iter().map(|(_, finding)| finding.rule.code).collect();
    let mut read = Vec::new();
    for text in texts {
        let (cell, finding) = decoder.read(0, text);
        read.push(cell.map(|cell| cell.text));
        codes.extend(finding.map(|finding| finding.rule.code));
    }
    (read, codes)
}

fn bytes(text: &str, encoding: Encoding) -> RawText {
    RawText::Bytes(if encoding == Encoding::Utf8 { text.as_bytes().to_vec() } else { encode(text, encoding) })
}

fn cut(encoding: Encoding) -> Vec<RawText> {
    UNITS.split("; ").map(|text| bytes(text, encoding)).collect()
}

fn expected() -> Vec<Option<String>> {
    UNITS.split("; ").map(|text| Some(text.to_owned())).collect()
}

#[test]
fn each_encoding_is_detected_and_told_with_its_score() {
    for encoding in [Encoding::Vni, Encoding::Viscii, Encoding::Windows1258] {
        assert_eq!(column(&cut(encoding), None, None), (expected(), vec!["text/detected"]), "{encoding:?}");
    }
    let (read, codes) = column(&cut(Encoding::Tcvn3), None, None);
    assert_eq!((read[0].as_deref(), read[1].as_deref(), codes), (Some("Xã Bắc ái"), Some("Phường Hoàng Văn Thụ"), vec!["text/detected"]));
    assert_eq!(column(&cut(Encoding::Utf8), None, None), (expected(), vec![]));
    let mut decoder = Decoder::new(&["name"], None, None);
    let texts = cut(Encoding::Viscii);
    decoder.learn(texts.iter().map(|text| (0, text)));
    let (field, finding) = decoder.findings().remove(0);
    assert_eq!(field, None);
    assert!(
        finding.found.starts_with("read as viscii: score 1.00 (27 of 27 words are Vietnamese), next windows-1258 with 0.41"),
        "{}",
        finding.found
    );
}

#[test]
fn a_file_that_says_another_encoding_is_not_believed() {
    let claim = |encoding| Some(Claim { encoding: Some(encoding), place: "the .cpg file", written: "x".to_owned() });
    for said in [Encoding::Utf8, Encoding::Windows1252, Encoding::Windows1258] {
        let (read, codes) = column(&cut(Encoding::Tcvn3), None, claim(said));
        assert_eq!((read[1].as_deref(), codes), (Some("Phường Hoàng Văn Thụ"), vec!["text/claim"]), "{said:?}");
    }
    assert_eq!(column(&cut(Encoding::Utf8), None, claim(Encoding::Windows1252)), (expected(), vec!["text/claim"]));
    assert_eq!(column(&cut(Encoding::Windows1258), None, claim(Encoding::Windows1258)), (expected(), vec![]));
    // What is not Vietnamese at all is read as the file says.
    let other = [RawText::Bytes(b"Rivi\xE8re".to_vec())];
    assert_eq!(column(&other, None, claim(Encoding::Windows1252)), (vec![Some("Rivière".to_owned())], vec![]));
}

#[test]
fn one_cell_in_another_encoding_is_read_and_told() {
    let mut texts = cut(Encoding::Tcvn3);
    texts[3] = bytes("Huyện Tràng Định", Encoding::Utf8);
    let (read, codes) = column(&texts, None, None);
    assert_eq!((read[3].as_deref(), read[1].as_deref()), (Some("Huyện Tràng Định"), Some("Phường Hoàng Văn Thụ")));
    assert_eq!(codes, ["text/detected", "text/mixed"]);
    let mut texts = cut(Encoding::Utf8);
    texts[1] = bytes("Phường Hoàng Văn Thụ", Encoding::Tcvn3);
    assert_eq!(column(&texts, None, None), (expected(), vec!["text/mixed"]));
}

#[test]
fn text_that_was_decoded_wrongly_before_is_read_again() {
    let latin1 = |text: &str| encode(text, Encoding::Tcvn3).iter().map(|byte| char::from(*byte)).collect::<String>();
    let texts: Vec<RawText> = UNITS.split("; ").map(|text| RawText::Unicode(latin1(text))).collect();
    let (read, codes) = column(&texts, None, None);
    assert_eq!((read[1].as_deref(), codes), (Some("Phường Hoàng Văn Thụ"), vec!["text/detected"]));
    let twice: Vec<RawText> =
        UNITS.split("; ").map(|text| RawText::Unicode(Encoding::Windows1252.decode(text.as_bytes()).unwrap_or_default())).collect();
    let readable: Vec<usize> = (0..twice.len()).filter(|at| twice[*at] != RawText::Unicode(String::new())).collect();
    assert!(readable.len() >= 3, "{readable:?}");
    let (read, _) = column(&twice, None, None);
    assert!(readable.iter().all(|at| read[*at] == expected()[*at]), "{read:?}");
}

#[test]
fn what_is_not_clear_is_refused_with_every_reading() {
    // E3 is `ã` in VISCII, `ă` in Windows-1258 and `ó` in TCVN3.
    let texts = [RawText::Bytes(b"B\xE3n".to_vec())];
    let decoder = {
        let mut decoder = Decoder::new(&["name"], None, None);
        decoder.learn(texts.iter().map(|text| (0, text)));
        decoder
    };
    let (cell, finding) = decoder.read(0, &texts[0]);
    let finding = finding.unwrap();
    assert_eq!((cell, finding.rule.code), (None, "text/encoding"));
    for part in ["viscii (score 1.00): `Bãn`", "windows-1258 (score 1.00): `Băn`", "tcvn3 (score 1.00): `Bón`"] {
        assert!(finding.hint.contains(part), "`{part}` is not in {}", finding.hint);
    }
}

#[test]
fn what_is_told_is_used_and_doubted_where_another_fits() {
    let (read, codes) = column(&cut(Encoding::Tcvn3), Some(Encoding::Windows1258), None);
    assert_eq!(codes.iter().filter(|code| **code == "text/doubtful").count(), 1, "{codes:?} {read:?}");
    let (read, codes) = column(&cut(Encoding::Tcvn3), Some(Encoding::Tcvn3Capitals), None);
    assert_eq!((read[1].as_deref(), codes), (Some("PHƯỜNG HOÀNG VĂN THỤ"), vec![]));
}

#[test]
fn ordinary_unicode_stays_as_it_is() {
    for text in [
        "Xã Bắc Ái",
        "Đà Nẵng",
        "Tràng Định, 25 °C, 10 m²",
        "Thị trấn Đồng Mỏ × 2",
        "Rivière",
        "Straße",
        "Ea H’leo",
        "Hà Nội — 1/500",
        "Đắk Lắk",
    ] {
        let texts = [RawText::Unicode(text.to_owned())];
        assert_eq!(column(&texts, None, None), (vec![Some(text.to_owned())], vec![]), "{text}");
    }
    assert_eq!(column(&[RawText::Unicode("Xa\u{303}".to_owned())], None, None).0, [Some("Xã".to_owned())]);
    assert_eq!(column(&[RawText::Unicode("Ph\u{FFFD}ng".to_owned())], None, None), (vec![None], vec!["text/encoding"]));
}

#[test]
fn one_broken_text_does_not_spoil_its_column() {
    let texts = [RawText::Unicode("Rivière".to_owned()), RawText::Unicode("Ph\u{FFFD}ng".to_owned())];
    assert_eq!(column(&texts, None, None), (vec![Some("Rivière".to_owned()), None], vec!["text/encoding"]));
}

#[test]
fn names_of_columns_are_decoded_too() {
    let names: Vec<RawText> = ["Tên xã", "Mã", "Quy hoạch chung"].iter().map(|name| bytes(name, Encoding::Tcvn3)).collect();
    assert_eq!(decode_names(&names, None, None).unwrap(), ["Tên xã", "Mã", "Quy hoạch chung"]);
}
