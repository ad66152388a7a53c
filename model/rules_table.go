package model

// The rules about tables.
const (
	RuleTableShape      = "table/shape"
	RuleTableDelimiter  = "table/delimiter"
	RuleShortRow        = "table/short-row"
	RuleNameCell        = "table/name-cell"
	RuleUnknownColumn   = "table/unknown-column"
	RuleDuplicateRow    = "table/duplicate-row"
	RuleBlankPermission = "table/blank-permission"
	RuleScopeName       = "table/permission-name"
	RulePermissionOrder = "table/permission-order"
	RulePermissionRows  = "table/permission-rows"
	RuleHTMLTable       = "table/html"
)

var tableRules = []Rule{
	{RuleTableShape, Warning, "A table row is broken: it has more cells than the header, or is text that doesn't belong to the table."},
	{RuleTableDelimiter, Warning, "The row of hyphens below the header of a table is missing, or has another number of columns."},
	{RuleShortRow, Warning, "A table row has fewer cells than the header."},
	{RuleNameCell, Info, "A cell of a table of properties, parameters or members holds no name, or one without its sign."},
	{RuleUnknownColumn, Warning, "The name of a column is misspelt."},
	{RuleDuplicateRow, Warning, "A table lists the same name twice."},
	{RuleBlankPermission, Warning, "A permission cell is blank or still to be written."},
	{RuleScopeName, Warning, "A permission looks like one that many pages name, misspelt."},
	{RulePermissionOrder, Warning, "A permissions table goes from the most to the least privileged, or says so."},
	{RulePermissionRows, Warning, "A permissions table misses a kind of caller, or misspells one."},
	{RuleHTMLTable, Warning, "A table that is written in HTML is never closed, or stands in a quote, so that it is not read."},
}
