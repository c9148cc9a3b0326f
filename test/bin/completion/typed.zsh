# Types lines into a zsh of its own, each and the key Tab, and prints what stands there then, and the words that were offered.
# Arguments: the folder whose .zshrc it reads, then the lines.
zmodload zsh/zpty
local folder=$1 said
shift
zpty shell "TERM=dumb ZDOTDIR=${(q)folder} zsh -d -i"
zpty -r -m shell said '*ready*'
for line; do
  zpty -w -n shell "$line"$'\t\x07'
  zpty -r -m shell said '*<told>*'
done
zpty -w shell exit
while zpty -r shell said; do :; done
cat $folder/told
