"""Maven's settings of this machine, mirrors and all, with one repository more: the folder that the build was deployed to.
Usage: settings.py SETTINGS FOLDER; prints them, whether or not the file SETTINGS is there."""

import pathlib
import sys
import xml.etree.ElementTree as xml

settings, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
text = settings.read_text() if settings.is_file() else "<settings/>"
root = xml.fromstring(text)
space = root.tag.rpartition("}")[0] + ("}" if "}" in root.tag else "")


def child(parent, name, text=None):
    made = xml.SubElement(parent, space + name)
    made.text = text
    return made


def only(name):
    found = root.find(space + name)
    return child(root, name) if found is None else found


for mirrored in root.iter(space + "mirrorOf"):
    mirrored.text += ",!deployed"
profile = child(only("profiles"), "profile")
child(profile, "id", "deployed")
repository = child(child(profile, "repositories"), "repository")
child(repository, "id", "deployed")
child(repository, "url", folder.resolve().as_uri())
child(only("activeProfiles"), "activeProfile", "deployed")
if space:
    xml.register_namespace("", space[1:-1])
print(xml.tostring(root, encoding="unicode"))
