package io.jenkins.plugins.msstore.demo.program;

import groovy.lang.IntRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * Turns a program and its running steps into bytes and back with Java serialization. The host's own
 * objects are replaced by their names when written, and looked up by name when read. Objects that need the host get it when
 * read.
 */
final class ProgramCodec {
    private final ScriptHost host;
    private final HostObjects hostObjects;
    private final ClassLoader loader;

    /**
     * @param host the host that objects which need one get when read
     * @param hostObjects the objects that are replaced by their names
     * @param loader sees the script's classes
     */
    ProgramCodec(ScriptHost host, HostObjects hostObjects, ClassLoader loader) {
        this.host = host;
        this.hostObjects = hostObjects;
        this.loader = loader;
    }

    /**
     * @param graph the objects to write
     * @return its bytes
     * @throws UnserializableStateException if an object cannot be serialized; the message names it
     */
    byte[] write(Object graph) throws UnserializableStateException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new NamingOutput(bytes)) {
            out.writeObject(graph);
        } catch (NotSerializableException e) {
            throw new UnserializableStateException(
                    new UnserializableFinder(hostObjects).find(graph, e.getMessage()), e);
        } catch (IOException e) {
            throw new UnserializableStateException(e.toString(), e);
        }
        return bytes.toByteArray();
    }

    /**
     * @param bytes the bytes that {@link #write} returned, in this process or an earlier one
     * @param type the type of the object that was written
     * @return a copy of that object
     * @throws UnserializableStateException when it cannot be read
     */
    <T> T read(byte[] bytes, Class<T> type) throws UnserializableStateException {
        try (ObjectInputStream in = new AttachingInput(new ByteArrayInputStream(bytes))) {
            return type.cast(in.readObject());
        } catch (IOException | ClassNotFoundException e) {
            throw new UnserializableStateException(e.toString(), e);
        }
    }

    private record NamedObject(String name) implements Serializable {}

    /** A range of whole numbers, which Groovy 2.4 cannot serialize, though scripts loop over them all the time. */
    private record SavedRange(int first, int last, boolean empty) implements Serializable {
        static SavedRange of(IntRange range) {
            return range.isEmpty()
                    ? new SavedRange(0, 0, true)
                    : new SavedRange(range.get(0), range.get(range.size() - 1), false);
        }

        IntRange restore() {
            return new IntRange(!empty, first, last);
        }
    }

    private final class NamingOutput extends ObjectOutputStream {
        NamingOutput(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object instanceof IntRange range) {
                return SavedRange.of(range);
            }
            String name = hostObjects.nameOf(object);
            return name == null ? object : new NamedObject(name);
        }
    }

    private final class AttachingInput extends ObjectInputStream {
        AttachingInput(InputStream in) throws IOException {
            super(in);
            enableResolveObject(true);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }

        @Override
        protected Object resolveObject(Object object) {
            if (object instanceof NamedObject named) {
                return hostObjects.byName(named.name());
            }
            if (object instanceof SavedRange range) {
                return range.restore();
            }
            if (object instanceof HostBound bound) {
                bound.attach(host);
            }
            return object;
        }
    }
}
