// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/// Loads what will be needed, while it may still be read: who gives up the rights of root may not be able to open the
/// program's own files any more.
public final class Preparation {

    private static final String CLASS = ".class";
    private static final String OURS = "im/wardroom/watch/";

    private Preparation() {}

    public static void loadAll() throws IOException {
        Path program = program();
        for (String entry : Files.isDirectory(program) ? inFolder(program) : inJar(program)) {
            if (entry.startsWith(OURS) && entry.endsWith(CLASS) && !entry.endsWith("-info.class")) {
                load(entry.substring(0, entry.length() - CLASS.length()).replace('/', '.'));
            }
        }
        loadCiphers();
    }

    private static Path program() throws IOException {
        try {
            return Path.of(Preparation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the program does not know where it is", e);
        }
    }

    private static List<String> inFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/'))
                    .toList();
        }
    }

    private static List<String> inJar(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    private static void load(String name) {
        try {
            Class<?> _ = Class.forName(name, true, Preparation.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // A part that lacks its library cannot be used here, before or after.
            return;
        }
    }

    /// The virtual machine reads its list of ciphers when one is asked for.
    private static void loadCiphers() throws IOException {
        try {
            MessageDigest _ = MessageDigest.getInstance("SHA-256");
            MessageDigest _ = MessageDigest.getInstance("MD5");
            Mac _ = Mac.getInstance("HmacSHA256");
            Cipher _ = Cipher.getInstance("AES/ECB/NoPadding");
            Cipher _ = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java lacks a cipher: " + e.getMessage(), e);
        }
    }
}
