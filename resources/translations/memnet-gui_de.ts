<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Advice</name>
    <message>
        <source>Looks clean</source>
        <translation>Sieht sauber aus</translation>
    </message>
    <message>
        <source>{reason}. Suggested: {task}</source>
        <translation>{reason}. Vorschlag: {task}</translation>
    </message>
    <message>
        <source>{reason}. There is no model for {task} yet</source>
        <translation>{reason}. Für „{task}“ gibt es noch kein Modell</translation>
    </message>
    <message>
        <source>Choose {task}</source>
        <translation>„{task}“ wählen</translation>
    </message>
</context>
<context>
    <name>BlockButton</name>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Memory block {number}</source>
        <translation>Gedächtnisblock {number}</translation>
    </message>
    <message>
        <source>All memory blocks</source>
        <translation>Alle Gedächtnisblöcke</translation>
    </message>
</context>
<context>
    <name>BlockLegend</name>
    <message>
        <source>Show all memory blocks, or none</source>
        <translation>Alle Gedächtnisblöcke zeigen oder keinen</translation>
    </message>
    <message>
        <source>Show memory block {number}</source>
        <translation>Gedächtnisblock {number} zeigen</translation>
    </message>
</context>
<context>
    <name>BlockTable</name>
    <message>
        <source>Memory block</source>
        <translation>Gedächtnisblock</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Mean norm of all feature maps</source>
        <translation>Mittlere Norm aller Merkmalskarten</translation>
    </message>
    <message>
        <source>Var.</source>
        <translation>Var.</translation>
    </message>
    <message>
        <source>Variance of the norms</source>
        <translation>Varianz der Normen</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Letzte</translation>
    </message>
    <message>
        <source>Mean norm of the last recursion, HR</source>
        <translation>Mittlere Norm der letzten Rekursion HR</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>Lang</translation>
    </message>
    <message>
        <source>Mean norm of the long-term memories, B0..B(m-1)</source>
        <translation>Mittlere Norm der Langzeitgedächtnisse B0..B(m-1)</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erste</translation>
    </message>
    <message>
        <source>Mean norm of the first R-1 recursions, H1..H(R-1)</source>
        <translation>Mittlere Norm der ersten R-1 Rekursionen H1..H(R-1)</translation>
    </message>
    <message>
        <source>Figures of each memory block</source>
        <translation>Werte jedes Gedächtnisblocks</translation>
    </message>
</context>
<context>
    <name>ColourScale</name>
    <message>
        <source>Single extreme values lie beyond this scale</source>
        <translation>Einzelne Extremwerte liegen jenseits dieser Skala</translation>
    </message>
</context>
<context>
    <name>CompareBox</name>
    <message>
        <source>Model to compare with</source>
        <translation>Modell zum Vergleichen</translation>
    </message>
    <message>
        <source>Lays this model&apos;s curves over, and restores the photo with it too</source>
        <translation>Legt die Kurven dieses Modells darüber und restauriert das Foto auch mit ihm</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
</context>
<context>
    <name>CompareViewer</name>
    <message>
        <source>Picture viewer</source>
        <translation>Bildanzeige</translation>
    </message>
    <message>
        <source>Compares the photo before and after restoration.</source>
        <translation>Vergleicht das Foto vor und nach der Restaurierung.</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>How before and after are shown</source>
        <translation>Wie vorher und nachher gezeigt werden</translation>
    </message>
    <message>
        <source>Gain of the difference</source>
        <translation>Verstärkung der Differenz</translation>
    </message>
    <message>
        <source>How many times the difference is magnified</source>
        <translation>Wie viel Mal die Differenz verstärkt wird</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>How much of the restoration is taken; 0 is the original</source>
        <translation>Wie viel von der Restaurierung übernommen wird; 0 ist das Original</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Geteilt</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
</context>
<context>
    <name>DegradeButton</name>
    <message>
        <source>Noise level sigma</source>
        <translation>Rauschstärke Sigma</translation>
    </message>
    <message>
        <source>Standard deviation of the noise on the 0-255 scale</source>
        <translation>Standardabweichung des Rauschens auf der Skala 0-255</translation>
    </message>
    <message>
        <source>How many times smaller</source>
        <translation>Wie viel Mal kleiner</translation>
    </message>
    <message>
        <source>How many times smaller the photo becomes</source>
        <translation>Wie viel Mal kleiner das Foto wird</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>JPEG-Qualität</translation>
    </message>
    <message>
        <source>1 is the poorest quality, 100 the best</source>
        <translation>1 ist die schlechteste Qualität, 100 die beste</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>{path} is damaged: {name} holds values that are not finite</source>
        <translation>{path} ist beschädigt: {name} enthält Werte, die nicht endlich sind</translation>
    </message>
    <message>
        <source>{path} has other weights than its configuration demands, first {name}; {expected}</source>
        <translation>{path} hat andere Gewichte, als die Konfiguration verlangt, zuerst {name}; {expected}</translation>
    </message>
    <message>
        <source>{path} holds {name} of shape {found}, expected {expected}</source>
        <translation>{path} enthält {name} in der Form {found}, erwartet wurde {expected}</translation>
    </message>
    <message>
        <source>Mean and variance fall as m grows</source>
        <translation>Mittelwert und Varianz fallen mit wachsendem m</translation>
    </message>
    <message>
        <source>One block has nothing to fall from.</source>
        <translation>Bei einem einzigen Block gibt es nichts, was fallen könnte.</translation>
    </message>
    <message>
        <source>From block 1 to {blocks} the mean goes from {first_mean:.3g} to {last_mean:.3g} ({mean_steps}), the variance from {first_variance:.3g} to {last_variance:.3g} ({variance_steps}).</source>
        <translation>Von Block 1 bis {blocks} geht der Mittelwert von {first_mean:.3g} auf {last_mean:.3g} ({mean_steps}), die Varianz von {first_variance:.3g} auf {last_variance:.3g} ({variance_steps}).</translation>
    </message>
    <message>
        <source>The last recursion contributes most</source>
        <translation>Die letzte Rekursion trägt am meisten bei</translation>
    </message>
    <message>
        <source>The gate units read only the last recursion.</source>
        <translation>Die Gate-Einheiten lesen nur die letzte Rekursion.</translation>
    </message>
    <message>
        <source>The last recursion has the highest mean norm in all {count} blocks.</source>
        <translation>Die letzte Rekursion hat in allen {count} Blöcken die höchste mittlere Norm.</translation>
    </message>
    <message>
        <source>The last recursion has the highest mean norm in {led} of {count} block.</source>
        <translation>Die letzte Rekursion hat in {led} von {count} Block die höchste mittlere Norm.</translation>
    </message>
    <message>
        <source>The last recursion has the highest mean norm in {led} of {count} blocks.</source>
        <translation>Die letzte Rekursion hat in {led} von {count} Blöcken die höchste mittlere Norm.</translation>
    </message>
    <message>
        <source>Long-term memory gains on the first recursions in late blocks</source>
        <translation>In späten Blöcken holt das Langzeitgedächtnis gegenüber den ersten Rekursionen auf</translation>
    </message>
    <message>
        <source>There are not both long-term memories and first recursions to compare over m.</source>
        <translation>Es gibt nicht beides, Langzeitgedächtnisse und erste Rekursionen, um sie über m zu vergleichen.</translation>
    </message>
    <message>
        <source>Long-term memories have {first:.2f} times the norm of the first R-1 recursions in the first block, {last:.2f} times in the last.</source>
        <translation>Langzeitgedächtnisse haben im ersten Block die {first:.2f}-fache Norm der ersten R-1 Rekursionen, im letzten die {last:.2f}-fache.</translation>
    </message>
    <message>
        <source>Tasks have different distributions</source>
        <translation>Aufgaben haben verschiedene Verteilungen</translation>
    </message>
    <message>
        <source>No gate unit has the same inputs in both models.</source>
        <translation>Keine Gate-Einheit hat in beiden Modellen dieselben Eingänge.</translation>
    </message>
    <message>
        <source>The two models&apos; mean norms differ by {mean:.0%} per memory on average ({count} block compared).</source>
        <translation>Die mittleren Normen der beiden Modelle unterscheiden sich je Gedächtnis im Schnitt um {mean:.0%} ({count} Block verglichen).</translation>
    </message>
    <message>
        <source>The two models&apos; mean norms differ by {mean:.0%} per memory on average ({count} blocks compared).</source>
        <translation>Die mittleren Normen der beiden Modelle unterscheiden sich je Gedächtnis im Schnitt um {mean:.0%} ({count} Blöcke verglichen).</translation>
    </message>
    <message>
        <source>falls in {falling} of {steps} steps</source>
        <translation>fällt in {falling} von {steps} Schritten</translation>
    </message>
    <message>
        <source>expected a MemNet checkpoint of this program (.safetensors)</source>
        <translation>erwartet wird eine Modelldatei dieses Programms (.safetensors)</translation>
    </message>
    <message>
        <source>{path} does not exist or is not a file; {expected}</source>
        <translation>{path} gibt es nicht, oder es ist keine Datei; {expected}</translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}); {expected}, whole</source>
        <translation>{path} ist nicht lesbar ({error}); {expected}, unbeschädigt</translation>
    </message>
    <message>
        <source>{path} holds other weights; {expected}</source>
        <translation>{path} enthält andere Gewichte; {expected}</translation>
    </message>
    <message>
        <source>{path} has unusable metadata ({error}); {expected}</source>
        <translation>{path} hat unbrauchbare Metadaten ({error}); {expected}</translation>
    </message>
    <message>
        <source>OpenVINO failed ({error}); choose the backend torch</source>
        <translation>OpenVINO ist gescheitert ({error}); wählen Sie das Backend torch</translation>
    </message>
    <message>
        <source>OpenVINO cannot be loaded ({error}); install it with &apos;pip install openvino&apos;, or choose the backend torch</source>
        <translation>OpenVINO lässt sich nicht laden ({error}); installieren Sie es mit &apos;pip install openvino&apos; oder wählen Sie das Backend torch</translation>
    </message>
    <message>
        <source>OpenVINO does not compute in bf16 on this processor; choose the precision fp32</source>
        <translation>OpenVINO rechnet auf diesem Prozessor nicht in bf16; wählen Sie die Genauigkeit fp32</translation>
    </message>
    <message>
        <source>no CUDA device was found; choose the CPU instead</source>
        <translation>Kein CUDA-Gerät gefunden; wählen Sie stattdessen die CPU</translation>
    </message>
    <message>
        <source>OpenVINO computes on the processor; choose the CPU with it</source>
        <translation>OpenVINO rechnet auf dem Prozessor; wählen Sie dazu die CPU</translation>
    </message>
    <message>
        <source>OpenVINO is not installed; install it with &apos;pip install openvino&apos;, or choose the backend torch</source>
        <translation>OpenVINO ist nicht installiert; installieren Sie es mit &apos;pip install openvino&apos; oder wählen Sie das Backend torch</translation>
    </message>
    <message>
        <source>the photo holds values that are not finite and cannot be inspected</source>
        <translation>Das Foto enthält Werte, die nicht endlich sind, und lässt sich nicht untersuchen</translation>
    </message>
    <message>
        <source>there is not enough memory to look inside; zoom in to inspect a smaller region</source>
        <translation>Der Arbeitsspeicher reicht nicht für den Blick ins Netz; zoomen Sie hinein, um einen kleineren Ausschnitt zu untersuchen</translation>
    </message>
    <message>
        <source>red, green and blue together</source>
        <translation>Rot, Grün und Blau zusammen</translation>
    </message>
    <message>
        <source>red, green and blue each for itself</source>
        <translation>Rot, Grün und Blau je für sich</translation>
    </message>
    <message>
        <source>luminance only, colour kept</source>
        <translation>nur Helligkeit, Farbe bleibt</translation>
    </message>
    <message>
        <source>there is no model {wanted!r}; shipped models: {known}, or give a file</source>
        <translation>Ein Modell {wanted!r} gibt es nicht; mitgeliefert sind: {known}; oder geben Sie eine Datei an</translation>
    </message>
    <message>
        <source>there is no model that can {task}; train one with &apos;memnet-gui train --task {task}&apos;</source>
        <translation>Für die Aufgabe {task} gibt es kein Modell; trainieren Sie eines mit &apos;memnet-gui train --task {task}&apos;</translation>
    </message>
    <message>
        <source>the network&apos;s output is not finite: its weights are unusable</source>
        <translation>Die Ausgabe des Netzes ist nicht endlich: seine Gewichte sind unbrauchbar</translation>
    </message>
    <message>
        <source>preparing {backend}, {seconds:.0f} s</source>
        <translation>{backend} wird vorbereitet, {seconds:.0f} s</translation>
    </message>
    <message>
        <source>the photo holds values that are not finite and cannot be restored</source>
        <translation>Das Foto enthält Werte, die nicht endlich sind, und lässt sich nicht restaurieren</translation>
    </message>
    <message>
        <source>there is not enough memory for even a small tile</source>
        <translation>Der Arbeitsspeicher reicht nicht einmal für eine kleine Kachel</translation>
    </message>
    <message>
        <source>Strongly compressed: JPEG quality {quality}</source>
        <translation>Stark komprimiert: JPEG-Qualität {quality}</translation>
    </message>
    <message>
        <source>Compressed: JPEG quality {quality}</source>
        <translation>Komprimiert: JPEG-Qualität {quality}</translation>
    </message>
    <message>
        <source>Noisy: sigma about {sigma:.0f}</source>
        <translation>Verrauscht: Sigma etwa {sigma:.0f}</translation>
    </message>
    <message>
        <source>{path} has no known ending; end the name on {endings}</source>
        <translation>{path} hat keine bekannte Endung; der Name muss auf {endings} enden</translation>
    </message>
    <message>
        <source>Makes photos 2, 3 or 4 times as large, quickly</source>
        <translation>Macht Fotos 2-, 3- oder 4-mal so groß, schnell</translation>
    </message>
    <message>
        <source>Removes JPEG blocks and colour errors from colour photos, quickly</source>
        <translation>Entfernt JPEG-Blöcke und Farbfehler aus Farbfotos, schnell</translation>
    </message>
    <message>
        <source>Removes JPEG blocks from the luminance of grey and colour photos, quickly</source>
        <translation>Entfernt JPEG-Blöcke aus der Helligkeit von Grau- und Farbfotos, schnell</translation>
    </message>
    <message>
        <source>Removes noise from colour photos, quickly</source>
        <translation>Entfernt Rauschen aus Farbfotos, schnell</translation>
    </message>
    <message>
        <source>Removes noise from grey and colour photos, quickly</source>
        <translation>Entfernt Rauschen aus Grau- und Farbfotos, schnell</translation>
    </message>
</context>
<context>
    <name>FeatureMapPanel</name>
    <message>
        <source>Click a memory in the gate matrix</source>
        <translation>Klicken Sie in der Gate-Matrix auf ein Gedächtnis</translation>
    </message>
    <message>
        <source>{memory} as read by gate {block} - strongest first</source>
        <translation>{memory}, wie Gate {block} es liest – das Stärkste zuerst</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Rechnet…</translation>
    </message>
    <message>
        <source>Working… {done:.0%}</source>
        <translation>Rechnet… {done:.0%}</translation>
    </message>
    <message>
        <source>Contribution</source>
        <translation>Beitrag</translation>
    </message>
    <message>
        <source>Show the contribution again</source>
        <translation>Den Beitrag wieder zeigen</translation>
    </message>
    <message>
        <source>Each map on its own scale</source>
        <translation>Jede Karte auf eigener Skala</translation>
    </message>
    <message>
        <source>One scale for all maps</source>
        <translation>Eine Skala für alle Karten</translation>
    </message>
    <message>
        <source>Its part of the gate&apos;s output (sum of the filters)</source>
        <translation>Sein Anteil an der Ausgabe des Gates (Summe der Filter)</translation>
    </message>
    <message>
        <source>The middle {width} × {height} pixels of the view.</source>
        <translation>Die mittleren {width} × {height} Pixel der Ansicht.</translation>
    </message>
    <message>
        <source>Luminance of the photo: the model is for grey.</source>
        <translation>Helligkeit des Fotos: Das Modell ist für Grau.</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Elapsed</source>
        <translation>Vergangen</translation>
    </message>
    <message>
        <source>Training time, without measuring and pauses</source>
        <translation>Trainingszeit ohne Messungen und Pausen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Noch</translation>
    </message>
    <message>
        <source>At the speed so far</source>
        <translation>Beim bisherigen Tempo</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Pixels learned from in a second</source>
        <translation>Gelernte Pixel je Sekunde</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Pixels learned from so far</source>
        <translation>Bisher gelernte Pixel</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Steps of the optimiser</source>
        <translation>Schritte des Optimierers</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Mean since the last report</source>
        <translation>Mittel seit dem letzten Bericht</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Learning rate of the last step</source>
        <translation>Lernrate des letzten Schritts</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Norm of the last gradient, before it is clipped</source>
        <translation>Norm des letzten Gradienten, bevor er begrenzt wird</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
</context>
<context>
    <name>FolderList</name>
    <message>
        <source>Clean photos, in one folder or more</source>
        <translation>Saubere Fotos, in einem oder mehreren Ordnern</translation>
    </message>
    <message>
        <source>Folders of photos to learn from</source>
        <translation>Ordner mit Fotos zum Lernen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Take the chosen folder off the list</source>
        <translation>Gewählten Ordner von der Liste nehmen</translation>
    </message>
    <message>
        <source>A folder of photos to learn from</source>
        <translation>Ordner mit Fotos zum Lernen</translation>
    </message>
</context>
<context>
    <name>GateMatrix</name>
    <message>
        <source>Click a memory to see its feature maps; right click, or Space on the marked one, switches it off and on again.</source>
        <translation>Klicken Sie auf ein Gedächtnis, um seine Merkmalskarten zu sehen; ein Rechtsklick oder die Leertaste auf dem markierten schaltet es aus und wieder ein.</translation>
    </message>
    <message>
        <source>Gate matrix: rows gate units, columns memories</source>
        <translation>Gate-Matrix: Zeilen Gate-Einheiten, Spalten Gedächtnisse</translation>
    </message>
    <message>
        <source>Point at a memory to read it</source>
        <translation>Zum Ablesen auf ein Gedächtnis zeigen</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>Gate {block} · {memory} · mean norm {mean:.4f}</source>
        <translation>Gate {block} · {memory} · mittlere Norm {mean:.4f}</translation>
    </message>
    <message>
        <source>{cell}  (off)</source>
        <translation>{cell}  (aus)</translation>
    </message>
    <message>
        <source>Gate {block}</source>
        <translation>Gate {block}</translation>
    </message>
</context>
<context>
    <name>GateNormPanel</name>
    <message>
        <source>Point at a curve to read it; click it to mark its memories.</source>
        <translation>Zeigen: Kurve ablesen. Klicken: ihre Gedächtnisse markieren.</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>Figures of the gate units</source>
        <translation>Werte der Gate-Einheiten</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>after {pixels}</source>
        <translation>nach {pixels}</translation>
    </message>
</context>
<context>
    <name>InfoRow</name>
    <message>
        <source>Place of this photo in its folder</source>
        <translation>Platz dieses Fotos in seinem Ordner</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Rechnet…</translation>
    </message>
    <message>
        <source>PSNR and SSIM against the clean photo, before and after</source>
        <translation>PSNR und SSIM gegen das saubere Foto, vorher und nachher</translation>
    </message>
    <message>
        <source>No photo is open</source>
        <translation>Kein Foto geöffnet</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>{bits} bit</source>
        <translation>{bits} Bit</translation>
    </message>
    <message>
        <source>{width} × {height} of it restored</source>
        <translation>{width} × {height} davon restauriert</translation>
    </message>
    <message>
        <source>{memory} of gate {block}</source>
        <translation>{memory} von Gate {block}</translation>
    </message>
    <message>
        <source>Switched off: {memories}</source>
        <translation>Ausgeschaltet: {memories}</translation>
    </message>
</context>
<context>
    <name>Inside</name>
    <message>
        <source>Saved {path}</source>
        <translation>{path} gespeichert</translation>
    </message>
    <message>
        <source>Intermediate predictions</source>
        <translation>Zwischenvorhersagen</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Gates</translation>
    </message>
    <message>
        <source>Memories</source>
        <translation>Gedächtnisse</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>Pixel</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>Go On</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Train the same network for the rest of its budget</source>
        <translation>Dasselbe Netz für den Rest seines Budgets trainieren</translation>
    </message>
    <message>
        <source>Set Up Another Run</source>
        <translation>Neuen Lauf einrichten</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Reading the photos…</source>
        <translation>Fotos werden gelesen…</translation>
    </message>
    <message>
        <source>Weight norms {when}</source>
        <translation>Gewichtsnormen {when}</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Gates</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Training loss</source>
        <translation>Verlust des Trainings</translation>
    </message>
    <message>
        <source>Mpx seen</source>
        <translation>gesehene Mpx</translation>
    </message>
</context>
<context>
    <name>MapList</name>
    <message>
        <source>Feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
</context>
<context>
    <name>MapModel</name>
    <message>
        <source>Filter {number}: norm {norm}, values {low} to {high}</source>
        <translation>Filter {number}: Norm {norm}, Werte {low} bis {high}</translation>
    </message>
</context>
<context>
    <name>ModelBox</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>For the task: {task}</source>
        <translation>Für die Aufgabe: {task}</translation>
    </message>
</context>
<context>
    <name>ModelChoice</name>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>How many times wider and higher the photo becomes</source>
        <translation>Wie viel Mal breiter und höher das Foto wird</translation>
    </message>
</context>
<context>
    <name>NetworkForm</name>
    <message>
        <source>Random weights, or those of a model that learns on</source>
        <translation>Zufällige Gewichte oder die eines Modells, das weiterlernt</translation>
    </message>
    <message>
        <source>Scratch</source>
        <translation>Null</translation>
    </message>
    <message>
        <source>Memory blocks M, recursions R and filters C</source>
        <translation>Gedächtnisblöcke M, Rekursionen R und Filter C</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Memory blocks</source>
        <translation>Gedächtnisblöcke</translation>
    </message>
    <message>
        <source>Recursions in a block</source>
        <translation>Rekursionen in einem Block</translation>
    </message>
    <message>
        <source>Filters of every layer</source>
        <translation>Filter jeder Schicht</translation>
    </message>
    <message>
        <source>Multi-supervised</source>
        <translation>Mehrfach überwacht</translation>
    </message>
    <message>
        <source>Every memory block predicts, and the result is their learned weighted sum</source>
        <translation>Jeder Gedächtnisblock sagt vorher; das Ergebnis ist ihre gelernte gewichtete Summe</translation>
    </message>
    <message>
        <source>The paper&apos;s ablation: gate units do not read the long-term memories</source>
        <translation>Die Ablation der Veröffentlichung: Gate-Einheiten lesen die Langzeitgedächtnisse nicht</translation>
    </message>
    <message>
        <source>The paper&apos;s ablation: gate units read the last recursion only</source>
        <translation>Die Ablation der Veröffentlichung: Gate-Einheiten lesen nur die letzte Rekursion</translation>
    </message>
    <message>
        <source>Model {name}</source>
        <translation>Modell {name}</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen bei</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>NormPlot</name>
    <message>
        <source>Block {block} · {memory} · filter {filter} · {value:.4f}</source>
        <translation>Block {block} · {memory} · Filter {filter} · {value:.4f}</translation>
    </message>
    <message>
        <source>Norms of the gate units&apos; weights</source>
        <translation>Normen der Gewichte der Gate-Einheiten</translation>
    </message>
    <message>
        <source>input feature map l</source>
        <translation>Eingangs-Merkmalskarte l</translation>
    </message>
    <message>
        <source>{model}   (dashed: {other})</source>
        <translation>{model}   (gestrichelt: {other})</translation>
    </message>
</context>
<context>
    <name>ObservationList</name>
    <message>
        <source>This observation of the paper holds</source>
        <translation>Diese Beobachtung der Veröffentlichung trifft zu</translation>
    </message>
    <message>
        <source>This observation of the paper does not hold</source>
        <translation>Diese Beobachtung der Veröffentlichung trifft nicht zu</translation>
    </message>
    <message>
        <source>This observation of the paper cannot be decided</source>
        <translation>Diese Beobachtung der Veröffentlichung lässt sich nicht entscheiden</translation>
    </message>
    <message>
        <source>Lay a second model over this one to compare.</source>
        <translation>Legen Sie zum Vergleich ein zweites Modell darüber.</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Before (bicubic ×{scale})</source>
        <translation>Vorher (bikubisch ×{scale})</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>PixelProbe</name>
    <message>
        <source>Click a pixel in the photo</source>
        <translation>Klicken Sie im Foto auf ein Pixel</translation>
    </message>
    <message>
        <source>The pixel&apos;s value through the predictions</source>
        <translation>Der Wert des Pixels über die Vorhersagen</translation>
    </message>
    <message>
        <source>Reference {values} (dashed)</source>
        <translation>Referenz {values} (gestrichelt)</translation>
    </message>
</context>
<context>
    <name>Predictions</name>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>All memories</source>
        <translation>Alle Gedächtnisse</translation>
    </message>
    <message>
        <source>Other model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Learned ensemble weight {weight}</source>
        <translation>Gelerntes Ensemble-Gewicht {weight}</translation>
    </message>
    <message>
        <source>RMS difference from the final picture {rms:.2f}</source>
        <translation>RMS-Abstand zum Ergebnis {rms:.2f}</translation>
    </message>
    <message>
        <source>RMS step from the picture before {rms:.2f}</source>
        <translation>RMS-Schritt vom Bild davor {rms:.2f}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>PredictionsPlot</name>
    <message>
        <source>Restore a photo to see how its intermediate predictions improve.</source>
        <translation>Restaurieren Sie ein Foto, um zu sehen, wie seine Zwischenvorhersagen besser werden.</translation>
    </message>
    <message>
        <source>This is a basic network: only its last memory block was trained to predict, so there are no intermediate predictions and no weights.</source>
        <translation>Dies ist ein einfaches Netz: Nur sein letzter Gedächtnisblock wurde zum Vorhersagen trainiert; es gibt also keine Zwischenvorhersagen und keine Gewichte.</translation>
    </message>
    <message>
        <source>PSNR against the clean photo, dB</source>
        <translation>PSNR gegen das saubere Foto, dB</translation>
    </message>
    <message>
        <source>Step M(m) − M(m−1), RMS on the 0–255 scale</source>
        <translation>Schritt M(m) − M(m−1), RMS auf der Skala 0–255</translation>
    </message>
    <message>
        <source>Quality of the intermediate predictions</source>
        <translation>Qualität der Zwischenvorhersagen</translation>
    </message>
    <message>
        <source>Ensemble weights</source>
        <translation>Ensemble-Gewichte</translation>
    </message>
    <message>
        <source> (input {psnr:.2f})</source>
        <translation> (Eingabe {psnr:.2f})</translation>
    </message>
    <message>
        <source>Ensemble weights w&lt;sub&gt;m&lt;/sub&gt;</source>
        <translation>Ensemble-Gewichte w&lt;sub&gt;m&lt;/sub&gt;</translation>
    </message>
    <message>
        <source>this model</source>
        <translation>dieses Modell</translation>
    </message>
    <message>
        <source>authors’ {model}</source>
        <translation>{model} der Autoren</translation>
    </message>
</context>
<context>
    <name>PredictionsStrip</name>
    <message>
        <source>Intermediate predictions</source>
        <translation>Zwischenvorhersagen</translation>
    </message>
    <message>
        <source>The network&apos;s intermediate predictions appear here when a photo is restored.</source>
        <translation>Hier erscheinen die Zwischenvorhersagen des Netzes, sobald ein Foto restauriert wird.</translation>
    </message>
</context>
<context>
    <name>QualityPlot</name>
    <message>
        <source>The first measurement comes soon.</source>
        <translation>Die erste Messung kommt bald.</translation>
    </message>
    <message>
        <source>Without a folder to measure on there are no PSNR curves.</source>
        <translation>Ohne einen Ordner zum Messen gibt es keine PSNR-Kurven.</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Level of the damage</source>
        <translation>Stufe des Schadens</translation>
    </message>
    <message>
        <source>Show the degraded photos&apos; own PSNR, dashed</source>
        <translation>Auch das PSNR der beschädigten Fotos zeigen, gestrichelt</translation>
    </message>
    <message>
        <source>PSNR during training</source>
        <translation>PSNR beim Training</translation>
    </message>
    <message>
        <source>Mpx seen</source>
        <translation>gesehene Mpx</translation>
    </message>
</context>
<context>
    <name>RunForm</name>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>How long the network learns</source>
        <translation>Wie lange das Netz lernt</translation>
    </message>
    <message>
        <source>Unit of the budget</source>
        <translation>Einheit des Budgets</translation>
    </message>
    <message>
        <source>A file name that ends in {suffix}</source>
        <translation>Ein Dateiname, der auf {suffix} endet</translation>
    </message>
    <message>
        <source>The new model</source>
        <translation>Das neue Modell</translation>
    </message>
    <message>
        <source>Go on with its interrupted run</source>
        <translation>Den unterbrochenen Lauf fortsetzen</translation>
    </message>
    <message>
        <source>From where it stopped; the network and the task stay as they were</source>
        <translation>Von da, wo er endete; Netz und Aufgabe bleiben, wie sie waren</translation>
    </message>
    <message>
        <source>Take another name</source>
        <translation>Anderen Namen nehmen</translation>
    </message>
    <message>
        <source>Patches in a step</source>
        <translation>Ausschnitte in einem Schritt</translation>
    </message>
    <message>
        <source>Width and height of a patch</source>
        <translation>Breite und Höhe eines Ausschnitts</translation>
    </message>
    <message>
        <source>Highest learning rate</source>
        <translation>Höchste Lernrate</translation>
    </message>
    <message>
        <source>There is none</source>
        <translation>Es gibt keine</translation>
    </message>
    <message>
        <source>{name} has a run that can go on.</source>
        <translation>{name} hat einen Lauf, der weitergehen kann.</translation>
    </message>
    <message>
        <source>{name} exists already.</source>
        <translation>{name} gibt es schon.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Where the model goes</source>
        <translation>Wohin das Modell kommt</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>SampleStrip</name>
    <message>
        <source>The first picture comes with the first validation.</source>
        <translation>Das erste Bild kommt mit der ersten Validierung.</translation>
    </message>
    <message>
        <source>Sample picture, {figures}</source>
        <translation>Beispielbild, {figures}</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Restauriert</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Sauber</translation>
    </message>
</context>
<context>
    <name>SampleView</name>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Earlier validations; at the right end new ones are followed</source>
        <translation>Frühere Validierungen; ganz rechts folgt man den neuen</translation>
    </message>
</context>
<context>
    <name>Scene</name>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
</context>
<context>
    <name>SegmentShading</name>
    <message>
        <source>long-term</source>
        <translation>Langzeit</translation>
    </message>
    <message>
        <source>long</source>
        <translation>lang</translation>
    </message>
    <message>
        <source>short-term</source>
        <translation>Kurzzeit</translation>
    </message>
    <message>
        <source>short</source>
        <translation>kurz</translation>
    </message>
    <message>
        <source>last</source>
        <translation>letzte</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings of the training</source>
        <translation>Einstellungen des Trainings</translation>
    </message>
    <message>
        <source>{count} weights</source>
        <translation>{count} Gewichte</translation>
    </message>
    <message>
        <source>speed not measured yet</source>
        <translation>Tempo noch nicht gemessen</translation>
    </message>
    <message>
        <source>about {count} Mpx in {minutes:g} min</source>
        <translation>etwa {count} Mpx in {minutes:g} min</translation>
    </message>
    <message>
        <source>about {duration}</source>
        <translation>etwa {duration}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>How restorations are computed</source>
        <translation>Wie Restaurierungen berechnet werden</translation>
    </message>
    <message>
        <source>What of a colour photo goes through the network</source>
        <translation>Was von einem Farbfoto durch das Netz geht</translation>
    </message>
    <message>
        <source>Progress of the restoration</source>
        <translation>Fortschritt der Restaurierung</translation>
    </message>
    <message>
        <source>Time left and speed</source>
        <translation>Restzeit und Tempo</translation>
    </message>
    <message>
        <source>Pixel under the mouse, before and after, 0 to 255</source>
        <translation>Pixel unter der Maus, vorher und nachher, 0 bis 255</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
    <message>
        <source>Choose the zoom</source>
        <translation>Zoom wählen</translation>
    </message>
    <message>
        <source>x {x}  y {y}   before {before}</source>
        <translation>x {x}  y {y}   vorher {before}</translation>
    </message>
    <message>
        <source>x {x}  y {y}   before {before}   after {after}</source>
        <translation>x {x}  y {y}   vorher {before}   nachher {after}</translation>
    </message>
</context>
<context>
    <name>TaskBox</name>
    <message>
        <source>Denoise</source>
        <translation>Entrauschen</translation>
    </message>
    <message>
        <source>Upscale</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Deblock</source>
        <translation>JPEG bereinigen</translation>
    </message>
    <message>
        <source>No model for this task yet; train one or open one</source>
        <translation>Noch kein Modell für diese Aufgabe; trainieren oder öffnen Sie eines</translation>
    </message>
    <message>
        <source>Remove noise</source>
        <translation>Rauschen entfernen</translation>
    </message>
    <message>
        <source>Make a photo larger, with sharp edges</source>
        <translation>Ein Foto vergrößern, mit scharfen Kanten</translation>
    </message>
    <message>
        <source>Remove the blocks and rings of strong JPEG compression</source>
        <translation>Die Blöcke und Ringe starker JPEG-Kompression entfernen</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>What shall be done to the photo</source>
        <translation>Was mit dem Foto geschehen soll</translation>
    </message>
</context>
<context>
    <name>TaskForm</name>
    <message>
        <source>Sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Maßstäbe</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>JPEG-Qualität</translation>
    </message>
    <message>
        <source>Standard deviation of the noise on the 0-255 scale</source>
        <translation>Standardabweichung des Rauschens auf der Skala 0-255</translation>
    </message>
    <message>
        <source>JPEG quality: the lower, the more blocks</source>
        <translation>JPEG-Qualität: je niedriger, desto mehr Blöcke</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Luminance only</source>
        <translation>Nur Helligkeit</translation>
    </message>
    <message>
        <source>Optional: other photos to measure on</source>
        <translation>Wahlweise: andere Fotos zum Messen</translation>
    </message>
    <message>
        <source>A folder of photos that are not learned from; without it there are no PSNR curves</source>
        <translation>Ein Ordner mit Fotos, aus denen nicht gelernt wird; ohne ihn gibt es keine PSNR-Kurven</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Whether the network sees red, green and blue, or one channel</source>
        <translation>Ob das Netz Rot, Grün und Blau sieht oder einen Kanal</translation>
    </message>
    <message>
        <source>Lowest level</source>
        <translation>Niedrigste Stufe</translation>
    </message>
    <message>
        <source>Highest level</source>
        <translation>Höchste Stufe</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>Lernen aus</translation>
    </message>
    <message>
        <source>Measure on</source>
        <translation>Messen an</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>A folder of photos to measure on</source>
        <translation>Ordner mit Fotos zum Messen</translation>
    </message>
</context>
<context>
    <name>Thumbnail</name>
    <message>
        <source>Not computed yet</source>
        <translation>Noch nicht berechnet</translation>
    </message>
    <message>
        <source>Click to show it as the after picture, Shift+click as the before picture</source>
        <translation>Klick zeigt es als Nachher-Bild, Umschalt+Klick als Vorher-Bild</translation>
    </message>
    <message>
        <source>Shown as the after picture</source>
        <translation>Als Nachher-Bild gezeigt</translation>
    </message>
    <message>
        <source>Shown as the before picture</source>
        <translation>Als Vorher-Bild gezeigt</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
</context>
<context>
    <name>TrainingDock</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Training goes on</source>
        <translation>Das Training läuft</translation>
    </message>
    <message>
        <source>A network is being trained.</source>
        <translation>Ein Netz wird gerade trainiert.</translation>
    </message>
    <message>
        <source>Saved, it can go on the next time the program runs.</source>
        <translation>Gespeichert kann es beim nächsten Start weiterlernen.</translation>
    </message>
    <message>
        <source>&amp;Save and close</source>
        <translation>&amp;Speichern und schließen</translation>
    </message>
    <message>
        <source>&amp;Keep training</source>
        <translation>Weiter &amp;trainieren</translation>
    </message>
    <message>
        <source>Saving; the window closes in a moment…</source>
        <translation>Wird gespeichert; das Fenster schließt sich gleich…</translation>
    </message>
    <message>
        <source>Measuring and writing the model…</source>
        <translation>Das Modell wird gemessen und geschrieben…</translation>
    </message>
    <message>
        <source>The model {name} is in the list and gets better while it learns.</source>
        <translation>Das Modell {name} steht in der Liste und wird besser, während es lernt.</translation>
    </message>
    <message>
        <source>The model {name} is trained and in the list.</source>
        <translation>Das Modell {name} ist trainiert und steht in der Liste.</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Learning…</source>
        <translation>Lernt…</translation>
    </message>
    <message>
        <source>Paused; everything so far is saved.</source>
        <translation>Angehalten; alles bisher ist gespeichert.</translation>
    </message>
    <message>
        <source>Stopped before there was a model; the run can go on later.</source>
        <translation>Beendet, bevor es ein Modell gab; der Lauf kann später weitergehen.</translation>
    </message>
    <message>
        <source>Done; {model} is in the list of models.</source>
        <translation>Fertig; {model} steht in der Liste der Modelle.</translation>
    </message>
    <message>
        <source>Stopped at {done:.0%}; {model} is in the list of models.</source>
        <translation>Bei {done:.0%} beendet; {model} steht in der Liste der Modelle.</translation>
    </message>
    <message>
        <source>Best: {figures}.</source>
        <translation>Bestes: {figures}.</translation>
    </message>
</context>
<context>
    <name>WeightsPlot</name>
    <message>
        <source>Ensemble weights w_m of the intermediate predictions</source>
        <translation>Ensemble-Gewichte w_m der Zwischenvorhersagen</translation>
    </message>
    <message>
        <source>A basic network has no ensemble weights.</source>
        <translation>Ein einfaches Netz hat keine Ensemble-Gewichte.</translation>
    </message>
    <message>
        <source>Ensemble weights during training</source>
        <translation>Ensemble-Gewichte beim Training</translation>
    </message>
</context>
</TS>
