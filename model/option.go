package model

// DocumentedParam is a parameter as the tables document it.
type DocumentedParam struct {
	Name string      `json:"name"`
	In   ParameterIn `json:"in"`
	Type TypeRef     `json:"type"`
	Pos  Position    `json:"pos"`
}

// OptionUse is what an operation shows of an option.
type OptionUse struct {
	GoName string      `json:"go_name"`
	Name   string      `json:"name"`
	In     ParameterIn `json:"in"`
	Type   TypeRef     `json:"type"`
	// Doc is what the operation's page says of it.
	Doc Text `json:"doc,omitzero"`
}

// Option is a query parameter or header that operations document, as an option of
// their calls.
type Option struct {
	// GoName is an exported Go identifier: WithStartDateTime.
	GoName string      `json:"go_name"`
	Name   string      `json:"name"`
	In     ParameterIn `json:"in"`   // query or header
	Type   TypeRef     `json:"type"` // a primitive
	// Pos is the first row that documents it.
	Pos Position `json:"pos"`
}
