"""The platform every test starts from: what the template declares, and nothing an earlier test has left."""

from chalicelib.records import casefile
from tests.given import template
from tests.given.case import draft, put
from tests.given.platform import BUCKETS

LEFT = {"S": "left", "N": "1"}


def listed(platform):
    """Everything there is: items of each table, objects of each bucket, names of executions."""
    s3, states = platform.client("s3"), platform.client("stepfunctions")
    executions = states.list_executions(stateMachineArn=platform.env["ANJU_STATE_MACHINE"])["executions"]
    return {
        **{name: platform.items(name) for name in template.tables()},
        **{bucket: s3.list_object_versions(Bucket=bucket).get("Versions", []) for bucket in BUCKETS},
        "executions": [execution["name"] for execution in executions],
    }


def leave_something_everywhere(platform):
    for name, declared in template.tables().items():
        kinds = {one["AttributeName"]: one["AttributeType"] for one in declared["AttributeDefinitions"]}
        item = {
            one["AttributeName"]: {kinds[one["AttributeName"]]: LEFT[kinds[one["AttributeName"]]]}
            for one in declared["KeySchema"]
        }
        platform.client("dynamodb").put_item(TableName=f"anju-{name}", Item=item)
    for bucket in BUCKETS:
        platform.client("s3").put_object(Bucket=bucket, Key="left", Body=b"left")
    execute(platform, "left")


def execute(platform, name):
    machine = platform.env["ANJU_STATE_MACHINE"]
    platform.client("stepfunctions").start_execution(stateMachineArn=machine, name=name, input="{}")


def test_every_table_has_the_keys_indexes_and_projections_that_are_deployed(platform):
    for name, declared in template.tables().items():
        made = platform.client("dynamodb").describe_table(TableName=f"anju-{name}")["Table"]
        indexes = [
            {part: index[part] for part in ("IndexName", "KeySchema", "Projection")}
            for index in made.get("GlobalSecondaryIndexes", [])
        ]
        assert made["KeySchema"] == declared["KeySchema"]
        assert indexes == declared.get("GlobalSecondaryIndexes", [])


def test_the_functions_find_the_variables_the_template_gives_them(platform):
    assert platform.env.keys() == template.variables().keys()


def test_nothing_of_one_test_is_there_in_the_next(platform):
    nothing = listed(platform)
    leave_something_everywhere(platform)
    assert all(listed(platform).values()) and not any(nothing.values())
    platform.empty()
    assert listed(platform) == nothing


def test_a_scene_is_made_once_and_put_back_as_it_was_made_beside_what_is_there(platform):
    made = []

    def begun():
        made.append(draft("c1").id)
        execute(platform, "c1")
        return "c1"

    draft("c2")
    assert platform.once("begun", begun) == "c1"
    put("c1", status="SUBMITTED")
    assert {item["id"]["S"] for item in platform.items("cases")} == {"c1", "c2"}
    platform.empty()
    assert platform.once("begun", begun) == "c1" and made == ["c1"]
    assert casefile.load("c1").status == "DRAFT" and casefile.load("c1").form == {}
    assert [item["id"]["S"] for item in platform.items("cases")] == ["c1"]
    assert listed(platform)["executions"] == ["c1"]
