"""The elements of a matter (事项要素), by the names of the national list; their Chinese names are in messages/guide.py."""

# Names of the basic table, of its extension, and of what the exchange fills in when a guide is synchronised. A name the
# field's sources give only in Chinese is ours [assumption]: the local codes, addresses, flags and sync fields.
SYNCHRONISED = ("cd_operation", "cd_time", "cd_batch", "data_source")
BASIC = (
    "task_name", "catalog_code", "local_catalog_code", "task_code", "local_task_code", "task_handle_item", "task_type",
    "task_state", "task_version", "by_law", "power_source", "use_level", "dept_name", "dept_code", "dept_type",
    "entrust_name", "server_type", "project_type", "handle_type", "accept_condition", "handle_flow", "anticipate_day",
    "anticipate_type", "anticipate_explain", "promise_day", "promise_type", "promise_explain", "special_procedure",
    "is_fee", "fee_basis", "limit_scene_num", "transact_addr", "transact_time", "link_way", "supervise_way",
    "computer_url", "mobile_url", "is_single_login", "is_mobile_login", "plan_effective_date", "plan_cancel_date",
    *SYNCHRONISED,
)  # fmt: skip
EXTENSION = (
    "materials", "is_entry_center", "handle_area", "other_dept", "intermediary", "limit_number", "result_type",
    "result_name", "result_guid", "is_schedule", "is_pay_online", "is_delivery", "is_terminal", "topic_type", "is_online",
    "online_depth", "on_site_reason",
)  # fmt: skip
# 四级46同: which 46 are the same everywhere is not published [assumption].
STANDARDISED = (set(BASIC) - set(SYNCHRONISED)) | {
    "materials",
    "handle_area",
    "other_dept",
    "result_type",
    "result_name",
}
# Elements that follow from what the platform enforces, whatever anybody states of them (domain/guide/). The two digits of
# task_handle_item are stated and stand after a computed code.
COMPUTED = frozenset({
    "task_name", "catalog_code", "task_code", "task_version", "use_level", "dept_name", "dept_code", "accept_condition", "handle_flow",
    "promise_day", "promise_type", "promise_explain", "materials", "other_dept", "result_name",
})  # fmt: skip
