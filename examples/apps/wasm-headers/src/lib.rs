//! Adds headers to each response: those that the plugin's configuration names, a JSON object of texts.
use std::collections::BTreeMap;
use std::rc::Rc;

use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::{Action, ContextType, LogLevel};

type Headers = Rc<BTreeMap<String, String>>;

proxy_wasm::main! {{
    proxy_wasm::set_log_level(LogLevel::Info);
    proxy_wasm::set_root_context(|_| Box::<Plugin>::default());
}}

/// The plugin, once for each thread of the proxy.
#[derive(Default)]
struct Plugin {
    headers: Headers,
}

impl Context for Plugin {}

impl RootContext for Plugin {
    /// A configuration that cannot be read is refused: the plugin's `failStrategy` decides what becomes of requests.
    fn on_configure(&mut self, _size: usize) -> bool {
        let configuration = self.get_plugin_configuration().unwrap_or_default();
        match serde_json::from_slice(&configuration) {
            Ok(headers) => {
                self.headers = Rc::new(headers);
                true
            }
            Err(error) => {
                log::error!("pluginConfig is no object of texts: {error}");
                false
            }
        }
    }

    fn create_http_context(&self, _context_id: u32) -> Option<Box<dyn HttpContext>> {
        Some(Box::new(Exchange { headers: Rc::clone(&self.headers) }))
    }

    fn get_type(&self) -> Option<ContextType> {
        Some(ContextType::HttpContext)
    }
}

/// One request and its response.
struct Exchange {
    headers: Headers,
}

impl Context for Exchange {}

impl HttpContext for Exchange {
    fn on_http_response_headers(&mut self, _count: usize, _end_of_stream: bool) -> Action {
        for (name, value) in self.headers.iter() {
            self.add_http_response_header(name, value);
        }
        Action::Continue
    }
}
