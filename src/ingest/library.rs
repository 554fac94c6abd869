//! The GDAL library, set up once: no network, no plug-ins, no side files, and nothing printed.

use std::cell::RefCell;
use std::sync::Once;

use gdal::config;
use gdal::errors::CplErrType;

/// Settings that hold for the whole process, whatever the environment says.
const SETTINGS: &[(&str, &str)] = &[
    // A GeoJSON file can name its reference system by an address, which GDAL would fetch: let every request fail.
    ("GDAL_HTTP_PROXY", "none://no-network"),
    ("GDAL_HTTPS_PROXY", "none://no-network"),
    ("GDAL_HTTP_TIMEOUT", "1"),
    ("GDAL_HTTP_CONNECTTIMEOUT", "1"),
    ("GDAL_HTTP_MAX_RETRY", "0"),
    ("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none"),
    ("GDAL_DRIVER_PATH", "disable"),
    ("GDAL_PAM_ENABLED", "NO"),
    ("SHAPE_RESTORE_SHX", "NO"),
    ("OGR_SQLITE_LOAD_EXTENSIONS", ""),
    ("OGR_ENABLE_PARTIAL_REPROJECTION", "NO"),
    // Days are read as they are written, so that a wrong one can be told as it is written.
    ("OGR_GEOJSON_DATE_AS_STRING", "YES"),
    // Without a schema `00001` would be taken for the number 1.
    ("GML_FIELDTYPES", "ALWAYS_STRING"),
    // Megabytes of one feature.
    ("OGR_GEOJSON_MAX_OBJ_SIZE", "200"),
];

/// The longest list of messages that is kept for one step.
const KEPT: usize = 20;

thread_local! {
    /// What GDAL said on this thread since it was last asked.
    static MESSAGES: RefCell<Vec<Message>> = const { RefCell::new(Vec::new()) };
}

/// One thing GDAL said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub failure: bool,
    pub text: String,
}

/// Sets the library up, the first time it is called.
pub(super) fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        for (key, value) in SETTINGS {
            // Fails only for a name with a zero byte.
            let _ = config::set_config_option(key, value);
        }
        config::set_error_handler(|class, _, text| {
            if matches!(class, CplErrType::Warning | CplErrType::Failure | CplErrType::Fatal) {
                keep(Message { failure: class != CplErrType::Warning, text: text.trim().to_owned() });
            }
        });
    });
}

/// Does something under a setting of this thread; an empty one leaves it as it is.
pub(super) fn with<T>(key: &str, value: &str, work: impl FnOnce() -> T) -> T {
    if value.is_empty() {
        return work();
    }
    // Fails only for a name with a zero byte.
    let _ = config::set_thread_local_config_option(key, value);
    let done = work();
    let _ = config::clear_thread_local_config_option(key);
    done
}

fn keep(message: Message) {
    // A thread that is ending has no list any more, and nobody to read it.
    let _ = MESSAGES.try_with(|messages| {
        let mut messages = messages.borrow_mut();
        if messages.len() < KEPT && !messages.contains(&message) {
            messages.push(message);
        }
    });
}

/// What GDAL said on this thread since the last call, without repetitions.
pub(super) fn messages() -> Vec<Message> {
    MESSAGES.with(|messages| std::mem::take(&mut *messages.borrow_mut()))
}
