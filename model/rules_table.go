package model

// The rules about tables.
const (
	RuleTableShape      = "table/shape"
	RuleBlankPermission = "table/blank-permission"
	RuleHTMLTable       = "table/html"
)

var tableRules = []Rule{
	{RuleTableShape, Warning, "A table row doesn't fit the table's header."},
	{RuleBlankPermission, Warning, "A permission cell is blank."},
	{RuleHTMLTable, Warning, "A table is written in HTML, which is not read."},
}
