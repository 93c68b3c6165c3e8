// SPDX-License-Identifier: Apache-2.0
/// HTTP file upload (XEP-0363): giving room for files. Their bytes come and go over HTTPS.
@NullMarked
package im.wardroom.features.upload;

import org.jspecify.annotations.NullMarked;
