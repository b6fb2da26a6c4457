"""Moto's server with a memory: what its EC2 API has made outlives this process.

Moto keeps everything in memory, so that a container that stops would forget which machines there
are. After each call that may change something, the whole of EC2 is written to a file here. The
program that reads it is the one that wrote it, as both are of one container.
"""

import io
import os
import pickle
import sys
import threading
from urllib.parse import parse_qs

from moto import server
from moto.ec2.models import ec2_backends

FILE = "/var/lib/kube-training/ec2.pickle"
READS = ("Describe", "Get")


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


def save():
    made = {
        (account, region): backend
        for account, regions in ec2_backends.items()
        for region, backend in regions.items()
    }
    with open(FILE + ".new", "wb") as file:
        pickle.dump(made, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(FILE + ".new", FILE)


def remember():
    if os.path.exists(FILE):
        with open(FILE, "rb") as file:
            made = pickle.load(file)
        for (account, region), backend in made.items():
            ec2_backends[account][region] = backend


def with_memory(create):
    def created(service):
        application = create(service)
        if service == "ec2":
            application.wsgi_app = Memory(application.wsgi_app)
        return application

    return created


remember()
server.create_backend_app = with_memory(server.create_backend_app)
server.main(sys.argv[1:])
