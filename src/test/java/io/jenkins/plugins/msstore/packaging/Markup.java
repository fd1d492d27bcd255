package io.jenkins.plugins.msstore.packaging;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A view or a help file as a tree of elements. */
final class Markup {
    /** The entities of HTML that XML does not know. */
    private static final String HTML_ENTITY = "&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]+[0-9]*;";

    private final Document document;

    private Markup(Document document) {
        this.document = document;
    }

    /**
     * Reads a view.
     *
     * @param file well-formed XML
     * @throws SAXException if it is not
     */
    static Markup ofView(Path file) throws IOException, SAXException, ParserConfigurationException {
        return parse(Files.readString(file));
    }

    /**
     * Reads a help file.
     *
     * @param file well-formed XML, but for the named entities of HTML
     * @throws SAXException if it is not
     */
    static Markup ofHelp(Path file) throws IOException, SAXException, ParserConfigurationException {
        return parse(Files.readString(file).replaceAll(HTML_ENTITY, " "));
    }

    /**
     * The outermost element.
     *
     * @return never null
     */
    Element root() {
        return document.getDocumentElement();
    }

    /**
     * Every element, the root first.
     *
     * @return in document order
     */
    List<Element> elements() {
        NodeList all = document.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    /**
     * Finds code and styles that a content security policy without {@code unsafe-inline} forbids.
     *
     * @return one line for each find
     */
    List<String> inlineCode() {
        List<String> finds = new ArrayList<>();
        for (Element element : elements()) {
            String tag = element.getTagName().toLowerCase(Locale.ROOT);
            boolean external =
                    element.hasAttribute("src") && element.getTextContent().isBlank();
            if (tag.equals("style") || tag.equals("script") && !external) {
                finds.add("<" + tag + ">");
            }
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Attr attribute = (Attr) attributes.item(i);
                String name = attribute.getName().toLowerCase(Locale.ROOT);
                String value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
                if (name.equals("style") || name.matches("on[a-z]{3,}") || value.startsWith("javascript:")) {
                    finds.add("<" + tag + " " + name + "=…>");
                }
            }
        }
        return finds;
    }

    private static Markup parse(String text) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Strict());
        return new Markup(builder.parse(new InputSource(new StringReader(text))));
    }

    /** Throws instead of writing to the standard error stream. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void error(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    }
}
