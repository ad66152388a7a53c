package mock

import "net/http"

// allowOrigin lets pages of any origin read an answer, and answers what browsers ask before
// they send a request (Fetch, section 3.2). Samples are no secret.
func allowOrigin(w http.ResponseWriter, req *http.Request) (answered bool) {
	if req.Header.Get("Origin") == "" {
		return false
	}
	header := w.Header()
	header.Set("Access-Control-Allow-Origin", "*")
	header.Set("Access-Control-Expose-Headers", "*")
	method := req.Header.Get("Access-Control-Request-Method")
	if req.Method != http.MethodOptions || method == "" {
		return false
	}
	header.Set("Access-Control-Allow-Methods", method)
	if names := req.Header.Values("Access-Control-Request-Headers"); len(names) > 0 {
		header["Access-Control-Allow-Headers"] = names // * would not be Authorization
	}
	w.WriteHeader(http.StatusNoContent)
	return true
}
