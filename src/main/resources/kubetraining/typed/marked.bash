# What a login shell reads. Marks follow, by which a terminal can tell prompt, command and output apart.
if [ -r /etc/profile ]; then . /etc/profile; fi
for __kt_file in ~/.bash_profile ~/.bash_login ~/.profile; do
  if [ -r "$__kt_file" ]; then
    . "$__kt_file"
    break
  fi
done
unset __kt_file
# Ubuntu's would answer in other words than bash, and than the guide.
unset -f command_not_found_handle
__kt_key=@KEY@
__kt_before=0

# The number of the last command in the history, and the command itself.
__kt_last() {
  local line
  line=$(HISTTIMEFORMAT='' builtin history 1)
  if [[ $line =~ ^\ *([0-9]+)[*\ ]\ (.*)$ ]]; then
    __kt_number=${BASH_REMATCH[1]}
    __kt_line=${BASH_REMATCH[2]}
  else
    __kt_number=0
    __kt_line=
  fi
}

# Before a prompt: the last command has ended.
__kt_prompt() {
  local status=$? __kt_number __kt_line
  __kt_last
  __kt_before=$__kt_number
  builtin printf '\e]133;D;%s;%s\a\e]133;A\a' "$status" "$__kt_key"
  return "$status"
}

# Before a command runs. One that the history does not keep, as it begins with a space, is not told either.
__kt_begins() {
  local status=$? __kt_number __kt_line first
  __kt_last
  if [ "$__kt_number" -gt "$__kt_before" ]; then
    # An alias of kubectl is told as what it stands for: many have one, and the guide prints none.
    first=${__kt_line%%[[:space:]]*}
    if [ -n "$first" ] && [[ ${BASH_ALIASES[$first]-} =~ ^kubectl( |$) ]]; then
      __kt_line=${BASH_ALIASES[$first]}${__kt_line#"$first"}
    fi
    __kt_line=${__kt_line//\\/\\\\}
    __kt_line=${__kt_line//;/\\x3b}
    __kt_line=${__kt_line//$'\n'/\\x0a}
    __kt_line=${__kt_line//$'\t'/\\x09}
    __kt_line=${__kt_line//[[:cntrl:]]/}
    builtin printf '\e]633;E;%s;%s\a' "$__kt_line" "$__kt_key"
  else
    __kt_number=0
  fi
  builtin printf '\e]133;C;%s;%s;%s\a' "$__kt_key" "$__kt_number" "$status"
}

# The same command twice must be told twice, and as it was typed.
HISTCONTROL=${HISTCONTROL-}
HISTCONTROL=${HISTCONTROL//ignoreboth/ignorespace}
HISTCONTROL=${HISTCONTROL//ignoredups/}
HISTCONTROL=${HISTCONTROL//erasedups/}
shopt -s cmdhist lithist
PROMPT_COMMAND="__kt_prompt${PROMPT_COMMAND:+; $PROMPT_COMMAND}"
PS0="${PS0-}\$(__kt_begins)"
PS1="${PS1-}\[\e]133;B\a\]"
