// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.upload;

import im.wardroom.server.extension.Desk;
import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Service;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.store.Upload;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// HTTP file upload (XEP-0363) on a domain of its own: gives the server's own people slots, each for one file of the
/// name, size and type that it was asked for.
public final class FileUpload implements Feature, Service {

    private static final int SECRET_BYTES = 24;

    private final UploadSettings settings;
    private final SecureRandom random;

    public FileUpload(UploadSettings settings, SecureRandom random) {
        this.settings = settings;
        this.random = random;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(363, "1.2.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.service(this);
    }

    @Override
    public String label() {
        return settings.label();
    }

    @Override
    public String name() {
        return "Files";
    }

    @Override
    public Set<String> namespaces() {
        return Set.of();
    }

    @Override
    public Entity load(BareJid address, Optional<Accounts.State> kept, Store store) {
        if (address.local() != null) {
            return new Desk("store", "file", name());
        }
        Form limits = Form.of("result", SlotRequest.NS)
                .field("max-file-size", "text-single", null, List.of(Long.toString(settings.maxSize())), List.of());
        return new Desk("store", "file", name())
                .feature(
                        SlotRequest.NS,
                        SlotRequest.PURPOSE + "#message",
                        SlotRequest.PURPOSE + "#profile",
                        SlotRequest.PURPOSE + "#ephemeral")
                .form(limits.toElement())
                .get(SlotRequest.NS, "request", (request, payload, out) -> giveSlot(request, payload, out, store));
    }

    private void giveSlot(Iq request, Element payload, EntityContext out, Store store) {
        BareJid owner = Objects.requireNonNull(request.from()).bare();
        if (owner.local() == null
                || !domain(owner.domain()).equals(out.address().domain())) {
            throw new StanzaException(Condition.FORBIDDEN, "Only people of this server can upload files here.");
        }
        SlotRequest wanted = SlotRequest.of(payload, out.now());
        if (wanted.size() > settings.maxSize()) {
            throw new StanzaException(tooLarge());
        }
        URI web = settings.web()
                .apply(owner.domain())
                .orElseThrow(() ->
                        new StanzaException(Condition.SERVICE_UNAVAILABLE, "Files cannot be uploaded at the moment."));
        Slot slot = new Slot(web, secret(), wanted.name());
        Upload upload = new Upload(
                Upload.idOf(slot.secret()),
                owner,
                wanted.name(),
                wanted.type(),
                wanted.size(),
                wanted.purpose(),
                out.now(),
                wanted.expires(),
                null);
        CompletableFuture<Void> kept = store.commit(
                        List.of(new Change.PutUpload(upload, settings.maxBytes(), settings.maxFiles())))
                .handle((done, failure) -> explain(failure));
        out.await(request, kept, done -> out.send(request.result(slot.toElement())));
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// XEP-0363 §6.
    private StanzaError tooLarge() {
        return StanzaError.of(
                        Condition.NOT_ACCEPTABLE,
                        "The file is too large. At most " + settings.maxSize() + " bytes can be uploaded.")
                .with(Element.of(SlotRequest.NS, "file-too-large")
                        .with(Element.of(SlotRequest.NS, "max-file-size", Long.toString(settings.maxSize()))));
    }

    private Void explain(@org.jspecify.annotations.Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        switch (cause) {
            case null -> {
                return null;
            }
            case StoreException.Full _ ->
                throw new StanzaException(
                        Condition.RESOURCE_CONSTRAINT,
                        "You have uploaded as much as one person may keep here: " + settings.maxBytes() + " bytes, or "
                                + settings.maxFiles() + " files.");
            case StoreException.Missing _ ->
                throw new StanzaException(Condition.FORBIDDEN, "Only people of this server can upload files here.");
            default -> throw new CompletionException(cause);
        }
    }
}
