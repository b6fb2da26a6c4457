"""Serves a mirror to the machines of a lab: downloads at port 80, a registry of images at port 5000."""

import os
import subprocess
import threading

from flask import Flask, send_from_directory

PLACE = "/var/lib/kube-training/mirror"
REGISTRY = ["/usr/local/bin/registry", "serve", "/etc/kube-training/registry.yml"]

application = Flask(__name__)


@application.get("/<path:path>")
def download(path):
    return send_from_directory(PLACE + "/downloads", path, conditional=True)


def watch(registry):
    os._exit(registry.wait() or 1)


threading.Thread(target=watch, args=[subprocess.Popen(REGISTRY)]).start()
application.run(host="0.0.0.0", port=80, threaded=True)
