"""Moto's server with a memory: what its EC2 API has made outlives this process.

Moto keeps everything in memory, so that a container that stops would forget which machines there
are. After each call that may change something, the whole of EC2 is written to a file here. The
program that reads it is the one that wrote it, as both are of one container.

Where a file names users and what each may do, every call must be signed by one of them, and is
refused if it goes beyond.
"""

import io
import json
import os
import pickle
import sys
import threading
from urllib.parse import parse_qs

from moto import server, settings
from moto.ec2.models import ec2_backends
from moto.ec2.responses import EC2Response
from moto.iam.models import iam_backends

FILE = "/var/lib/kube-training/ec2.pickle"
RIGHTS = "/etc/kube-training/rights.json"
KEYS = "/var/lib/kube-training/keys.json"
ACCOUNT = "123456789012"
READS = ("Describe", "Get")


def only_asked(method):
    """Moto carries out some calls that only ask whether they would be."""

    def asked(self):
        self.error_on_dryrun()
        return method(self)

    return asked


for action in (
    "associate_route_table",
    "create_route",
    "create_route_table",
    "create_subnet",
    "create_vpc",
    "delete_route_table",
    "disassociate_route_table",
):
    setattr(EC2Response, action, only_asked(getattr(EC2Response, action)))


class Memory:
    """Lets one call in at a time, and writes down what the calls that change something made."""

    def __init__(self, application):
        self.application = application
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        action = parse_qs(body.decode("utf-8", "replace")).get("Action", [""])[0]
        with self.lock:
            answer = self.application(environ, start_response)
            if not action.startswith(READS):
                save()
            return answer


def replace(path, write, mode):
    with open(path + ".new", mode) as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)


def save():
    made = {
        (account, region): backend
        for account, regions in ec2_backends.items()
        for region, backend in regions.items()
    }
    replace(FILE, lambda file: pickle.dump(made, file), "wb")


def remember():
    if os.path.exists(FILE):
        with open(FILE, "rb") as file:
            made = pickle.load(file)
        for (account, region), backend in made.items():
            ec2_backends[account][region] = backend


def actions_alone(policy):
    """Moto knows nothing of the resources and tags of EC2, so would refuse whatever names some."""
    statements = [
        {"Effect": each["Effect"], "Action": each["Action"], "Resource": "*"}
        for each in policy["Statement"]
    ]
    return {"Version": policy["Version"], "Statement": statements}


def check_rights():
    """Makes the users, with the keys that they had before, and lets nobody else in."""
    with open(RIGHTS) as file:
        rights = json.load(file)
    keys = {}
    if os.path.exists(KEYS):
        with open(KEYS) as file:
            keys = json.load(file)
    iam = iam_backends[ACCOUNT]["aws"]
    for user, policy in rights.items():
        iam.create_user("us-east-1", user)
        iam.put_user_policy(user, "rights", json.dumps(actions_alone(policy)))
        key = iam.create_access_key(user)
        if user in keys:
            key.access_key_id, key.secret_access_key = keys[user]
        keys[user] = [key.access_key_id, key.secret_access_key]
    replace(KEYS, lambda file: json.dump(keys, file), "w")
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0


def with_memory(create):
    def created(service):
        application = create(service)
        if service == "ec2":
            application.wsgi_app = Memory(application.wsgi_app)
        return application

    return created


remember()
if os.path.exists(RIGHTS):
    check_rights()
server.create_backend_app = with_memory(server.create_backend_app)
server.main(sys.argv[1:])
