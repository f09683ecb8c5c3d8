use serde_json::json;

use super::super::shop::{Shop, lines};
use super::server::{Server, error};

fn deployed() -> Server {
    Server::start(|operation, input, _| match operation {
        "GetParametersByPath" if input["Path"] == "/lakebed/dev" => (
            200,
            json!({"Parameters": [
                {"Name": "/lakebed/dev/bucket", "Value": "lake-1"},
                {"Name": "/lakebed/dev/database", "Value": "lakebed_dev"},
                {"Name": "/lakebed/dev/workgroup", "Value": "lakebed-dev"},
            ]}),
        ),
        _ => (200, json!({"Parameters": []})),
    })
}

#[test]
fn the_stack_says_what_is_not_set() {
    let (server, shop) = (deployed(), Shop::new());
    shop.write(
        "lakebed.toml",
        "lake = \"here\"\n[aws]\ndatabase = \"mine\"\n",
    );
    let ran = server.run(
        &shop,
        &["config", "show", "--target", "aws", "--format", "csv"],
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        lines(&ran.out)[1..8],
        [
            "target,aws,flag,LAKEBED_TARGET",
            "env,dev,default,LAKEBED_ENV",
            "lake,s3://lake-1,SSM /lakebed/dev/bucket,LAKEBED_LAKE",
            "database,mine,lakebed.toml,LAKEBED_DATABASE",
            "workgroup,lakebed-dev,SSM /lakebed/dev/workgroup,LAKEBED_WORKGROUP",
            "region,eu-central-1,AWS_REGION,AWS_REGION",
            "access key,****************MPLE,AWS_ACCESS_KEY_ID,AWS_PROFILE",
        ]
    );
    for text in [&ran.out, &ran.err] {
        assert!(
            !text.contains("SECRET") && !text.contains("AKIAIOSF"),
            "{text}"
        );
    }
}

#[test]
fn what_is_known_is_shown_before_what_is_missing() {
    let (server, shop) = (deployed(), Shop::new());
    let ran = server.run(
        &shop,
        &[
            "config",
            "show",
            "--target",
            "aws",
            "--env",
            "prod",
            "--lake",
            "s3://lake-9",
            "--format",
            "csv",
        ],
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.out.contains("lake,s3://lake-9,flag,") && ran.out.contains("database,\"\",not set,"),
        "{}",
        ran.out
    );
    assert_eq!(
        lines(&ran.err),
        [
            "error: the environment `prod` (flag) is not deployed in eu-central-1: SSM has no parameters below /lakebed/prod/",
            "hint: make deploy ENV=prod, name another with --env, or set --database and --workgroup (LAKEBED_DATABASE, LAKEBED_WORKGROUP)",
        ]
    );
}

fn refused(without: &[&str], more: &[(&str, &str)], message: &str, hint: &str) {
    let (server, shop) = (deployed(), Shop::new());
    let environment: Vec<_> = server
        .environment()
        .into_iter()
        .filter(|(name, _)| !without.contains(name))
        .chain(more.iter().copied())
        .collect();
    let ran = shop.run_with(&["register", "--target", "aws"], &environment, b"");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let told = lines(&ran.err);
    assert!(told[0].starts_with(message), "{told:?}");
    assert!(
        told[1].starts_with("hint: ") && told[1].contains(hint),
        "{told:?}"
    );
}

#[test]
fn what_a_connection_needs_is_told() {
    refused(
        &["AWS_REGION"],
        &[("AWS_DEFAULT_REGION", "")],
        "error: no AWS region is set",
        "AWS_REGION",
    );
    refused(
        &["AWS_ACCESS_KEY_ID"],
        &[("AWS_ACCESS_KEY_ID", ""), ("AWS_PROFILE", "")],
        "error: ",
        "AWS_PROFILE",
    );
    refused(
        &[],
        &[("LAKEBED_LAKE", "folder")],
        "error: the lake `folder` (LAKEBED_LAKE) is not in S3",
        "s3://",
    );
}

#[test]
fn a_denied_call_says_what_to_allow() {
    let server = Server::start(|_, _, _| {
        error(
            400,
            "AccessDeniedException",
            "User: arn:aws:iam::1:user/x is not authorized",
        )
    });
    let ran = server.run(&Shop::new(), &["register", "--target", "aws"]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        lines(&ran.err),
        [
            "error: ssm:GetParametersByPath on parameters `/lakebed/dev/`: no permission (AccessDeniedException: User: arn:aws:iam::1:user/x is not authorized)",
            "hint: allow ssm:GetParametersByPath there; the policies of infra/foundation.yaml hold what Lakebed needs",
        ]
    );
}

#[test]
fn commands_of_this_machine_say_so() {
    let shop = Shop::new();
    let ran = shop.run(&["register", "--lake", "s3://bucket/lake"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("the lake s3://bucket/lake is not on this machine"),
        "{}",
        ran.err
    );
    assert!(!shop.path("s3:").exists());
    let ran = shop.run(&["register", "--partitions"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no partitions"), "{}", ran.err);
}

#[test]
fn the_environment_says_how_often_a_call_is_tried() {
    let server = Server::start(|_, _, _| error(500, "InternalServerError", "later"));
    let shop = Shop::new();
    for (tries, calls) in [("1", 1), ("2", 3)] {
        let mut variables = server.environment();
        variables.push(("AWS_MAX_ATTEMPTS", tries));
        let ran = shop.run_with(&["register", "--target", "aws"], &variables, b"");
        assert_eq!(ran.code, 2, "{ran:?}");
        assert_eq!(server.count("GetParametersByPath"), calls);
    }
    refused(
        &[],
        &[("AWS_MAX_ATTEMPTS", "many")],
        "error: AWS_MAX_ATTEMPTS is `many`, and that is no count of tries",
        "unset it",
    );
}
