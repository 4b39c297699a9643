"""XML as it comes: read without document types and entities, so that nothing expands and nothing is fetched."""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from app.models.errors import InputError

if TYPE_CHECKING:
    from xml.sax.handler import ContentHandler


def xml_root(data: bytes, source: str) -> Element:
    """Return the root of an XML document; raises InputError with one line where it is damaged or declares a DTD."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise _defined(source) from error
    except (ParseError, ValueError, LookupError) as error:
        raise _damaged(source, error) from error
    return root


def xml_events(data: bytes, handler: "ContentHandler", source: str) -> None:
    """Tell a handler what an XML document holds, part by part, with namespaces; raises as `xml_root` does."""
    import io
    from xml.sax import SAXException
    from xml.sax.handler import feature_namespaces

    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import DefusedExpatParser

    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(io.BytesIO(data))
    except DefusedXmlException as error:
        raise _defined(source) from error
    except (SAXException, ValueError, LookupError) as error:
        raise _damaged(source, error) from error


def _defined(source: str) -> InputError:
    return InputError(f"{source} is not read: it defines XML entities or a document type. Nothing was imported.")


def _damaged(source: str, error: Exception) -> InputError:
    return InputError(f"{source} is no XML that can be read ({error}); nothing was imported.")
