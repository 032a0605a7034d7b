"""Serves the rig's repositories: FOLDER ADDRESS PORT. A backlog that fifty hosts at once do not fill."""
import functools
import http.server
import sys


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 512


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


Server((sys.argv[2], int(sys.argv[3])), functools.partial(Handler, directory=sys.argv[1])).serve_forever()
