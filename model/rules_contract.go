package model

// The rules about the places of a page, and of the pages that it names, that contradict each other.
const (
	RuleUnexpectedBody   = "contract/unexpected-body"
	RuleSampleRoute      = "contract/sample-route"
	RuleSampleAlias      = "contract/sample-alias"
	RuleSampleMethod     = "contract/sample-method"
	RuleFunctionArgs     = "contract/function-arguments"
	RuleSampleStatus     = "contract/sample-status"
	RulePathParameter    = "contract/path-parameter"
	RuleSampleBody       = "contract/sample-body"
	RuleSampleMedia      = "contract/sample-media-type"
	RuleUndeclaredMember = "contract/undeclared-member"
	RuleMemberType       = "contract/member-type"
	RuleNoBody           = "contract/missing-body"
	RuleUnpairedSample   = "contract/unpaired-sample"
	RuleResponseType     = "contract/response-type"
	RuleCollection       = "contract/collection"
	RuleEnvelope         = "contract/envelope"
	RuleActionBody       = "contract/action-body"
	RuleRequiredMember   = "contract/required-member"
	RuleRequiredHeader   = "contract/required-header"
	RuleMissingMember    = "contract/missing-member"
	RuleNullMember       = "contract/null-member"
	RuleEnumValue        = "contract/enum-value"
	RuleBodyType         = "contract/body-type"
	RuleErrorBody        = "contract/error-body"
	RuleOtherText        = "contract/other-text"
)

var contractRules = []Rule{
	{RuleUnexpectedBody, Error, "The prose says that there is no request body, the sample sends one."},
	{RuleSampleRoute, Warning, "A sample's path matches none of the documented paths."},
	{RuleSampleAlias, Info, "A sample takes a path beside the documented ones to the same place."},
	{RuleSampleMethod, Error, "A sample's method is not a documented one."},
	{RuleFunctionArgs, Warning, "The request line leaves out the arguments that a sample gives the function."},
	{RuleSampleStatus, Warning, "A sample's status is not one that the operation documents."},
	{RulePathParameter, Warning, "A table of path parameters lists a name that is no placeholder of the request lines."},
	{RuleSampleBody, Warning, "A sample's body is not what the operation documents."},
	{RuleSampleMedia, Info, "A sample sends another kind of body than the documented JSON."},
	{RuleUndeclaredMember, Warning, "A sample has a member that its type doesn't declare."},
	{RuleMemberType, Warning, "A sample's value doesn't have the declared type."},
	{RuleNoBody, Warning, "The operation documents a body, the sample has none."},
	{RuleUnpairedSample, Info, "A request sample has no response sample, or the other way round."},
	{RuleResponseType, Warning, "Annotation, prose and sample name different response types."},
	{RuleCollection, Error, "Annotation, prose and sample disagree on collection or single value."},
	{RuleEnvelope, Warning, "An answer has one entity in an envelope, as collections have."},
	{RuleActionBody, Error, "A sample sends an action what the action returns instead of its parameters."},
	{RuleRequiredMember, Warning, "A sample leaves out a parameter that the table calls required."},
	{RuleRequiredHeader, Warning, "A sample leaves out a header that the table calls required."},
	{RuleMissingMember, Info, "A response leaves out properties of its type and isn't marked as truncated."},
	{RuleNullMember, Warning, "A sample has null where the description says that there is none."},
	{RuleEnumValue, Warning, "A sample has a value that its enumeration doesn't have."},
	{RuleBodyType, Info, "A body says in @odata.type that it is of another type than the documented one."},
	{RuleOtherText, Warning, "An answer has another text than the request sends."},
	{RuleErrorBody, Warning, "The body of an error is not written as {\"error\": {\"code\": …, \"message\": …}}."},
}
